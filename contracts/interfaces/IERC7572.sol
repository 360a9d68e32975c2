// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title IERC7572
/// @notice ERC-7572, metadata of a contract as a whole.
/// @dev See https://eips.ethereum.org/EIPS/eip-7572
interface IERC7572 {
    /// @notice Emitted when the document or its address has changed.
    event ContractURIUpdated();

    /// @notice Where the JSON document about the contract is.
    function contractURI() external view returns (string memory);
}
