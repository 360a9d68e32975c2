// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {TransferPolicy} from "../interfaces/EventTypes.sol";

/// @dev A ticket in one word. Never zero once written: a ticket that has a holder names him, and one that has ended has
/// been moved at least once.
///
/// | bits       |                                                             |
/// |------------|-------------------------------------------------------------|
/// | 0 to 159   | its holder; 0 once it has ended                             |
/// | 160 to 161 | the transfer policy of its tier                             |
/// | 162        | whether its price is in escrow                              |
/// | 163        | whether the gate has marked it as used                      |
/// | 224 to 255 | how often it has moved or ended: never reset, never wraps   |
type TicketWord is uint256;

using TicketWords for TicketWord global;

/// @title TicketWords
/// @notice Reads and changes a {TicketWord}.
library TicketWords {
    uint256 private constant HOLDER = (1 << 160) - 1;
    uint256 private constant POLICY_SHIFT = 160;
    uint256 private constant PAID = 1 << 162;
    uint256 private constant USED = 1 << 163;
    uint256 private constant FLAGS = 0xff << 160;
    uint256 private constant COUNT_SHIFT = 224;

    /// @dev A ticket as it begins.
    function create(address to, TransferPolicy policy, bool isPaid_) internal pure returns (TicketWord) {
        return TicketWord.wrap(uint160(to) | (uint256(policy) << POLICY_SHIFT) | (isPaid_ ? PAID : 0));
    }

    /// @dev Whether anything was ever written for this ticket.
    function isWritten(TicketWord self) internal pure returns (bool) {
        return TicketWord.unwrap(self) != 0;
    }

    function holder(TicketWord self) internal pure returns (address) {
        return address(uint160(TicketWord.unwrap(self)));
    }

    function transferPolicy(TicketWord self) internal pure returns (TransferPolicy) {
        return TransferPolicy((TicketWord.unwrap(self) >> POLICY_SHIFT) & 3);
    }

    function isPaid(TicketWord self) internal pure returns (bool) {
        return TicketWord.unwrap(self) & PAID != 0;
    }

    function isUsed(TicketWord self) internal pure returns (bool) {
        return TicketWord.unwrap(self) & USED != 0;
    }

    function transferCount(TicketWord self) internal pure returns (uint32) {
        return uint32(TicketWord.unwrap(self) >> COUNT_SHIFT);
    }

    /// @dev The ticket with another holder, or with none, and its counter one higher. Panics rather than wrap.
    function moveTo(TicketWord self, address to) internal pure returns (TicketWord) {
        uint256 count = self.transferCount() + 1;
        return TicketWord.wrap((TicketWord.unwrap(self) & FLAGS) | uint160(to) | (count << COUNT_SHIFT));
    }

    /// @dev The ticket with another holder as it begins: nothing else of it changes.
    function withHolder(TicketWord self, address to) internal pure returns (TicketWord) {
        return TicketWord.wrap((TicketWord.unwrap(self) & ~HOLDER) | uint160(to));
    }

    /// @dev The ticket with nothing in escrow for it.
    function withoutPaid(TicketWord self) internal pure returns (TicketWord) {
        return TicketWord.wrap(TicketWord.unwrap(self) & ~PAID);
    }

    function withUsed(TicketWord self) internal pure returns (TicketWord) {
        return TicketWord.wrap(TicketWord.unwrap(self) | USED);
    }

    function withoutUsed(TicketWord self) internal pure returns (TicketWord) {
        return TicketWord.wrap(TicketWord.unwrap(self) & ~USED);
    }
}
