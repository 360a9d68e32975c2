// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title TicketId
/// @notice Token ids that a person can read: `tierId * 1_000_000 + number`, so 2000137 is number 137 of tier 2.
library TicketId {
    /// @dev How far apart the ids of neighbouring tiers are.
    uint256 internal constant TIER_STEP = 1_000_000;

    /// @dev Highest number within a tier, and so the highest supply of one.
    uint256 internal constant MAX_NUMBER = TIER_STEP - 1;

    /// @dev The id of a ticket. The caller keeps `number` within 1 and {MAX_NUMBER}.
    function encode(uint16 tierId, uint256 number) internal pure returns (uint256) {
        return tierId * TIER_STEP + number;
    }

    /// @dev The tier in an id; 0, which is no tier, for what is too high to be an id.
    function tierOf(uint256 tokenId) internal pure returns (uint16) {
        uint256 tierId = tokenId / TIER_STEP;
        // A plain cast would let a high id pass for a low one
        return tierId > type(uint16).max ? 0 : uint16(tierId);
    }

    /// @dev The number in an id.
    function numberOf(uint256 tokenId) internal pure returns (uint32) {
        return uint32(tokenId % TIER_STEP);
    }
}
