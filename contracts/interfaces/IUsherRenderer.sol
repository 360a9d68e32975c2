// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title IUsherRenderer
/// @notice Makes the metadata of tickets. One renderer serves any number of events; an event names its renderer at
/// creation and never changes it.
interface IUsherRenderer {
    /// @notice The ERC-721 metadata of a ticket, as a `data:` URI with the JSON in it.
    /// @dev Reads what it needs from the event. Reverts as the event does for a ticket that does not exist.
    /// @param eventContract An {IUsherEvent}.
    /// @param tokenId The ticket.
    function tokenURI(address eventContract, uint256 tokenId) external view returns (string memory);
}
