// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title IERC5192
/// @notice ERC-5192, minimal soulbound tokens: tells whether a token can be moved at all.
/// @dev Interface id 0xb45a3c0e. See https://eips.ethereum.org/EIPS/eip-5192
interface IERC5192 {
    /// @notice Emitted when a token that could be moved no longer can.
    event Locked(uint256 tokenId);

    /// @notice Emitted when a token that could not be moved can be again.
    event Unlocked(uint256 tokenId);

    /// @notice Whether every ERC-721 transfer call for this token is refused now.
    /// @dev Reverts with `ERC721NonexistentToken` for a token that does not exist.
    function locked(uint256 tokenId) external view returns (bool);
}
