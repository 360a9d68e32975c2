// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {AddressList} from "./AddressList.sol";
import {TicketWord} from "./TicketWord.sol";

/// @dev Up to 128 tickets in a row that were issued together, in one word: as each was issued, in the bits of a
/// {TicketWord}. It speaks only for the tickets inside it that have no word of their own.
///
/// | bits       |                                                                                        |
/// |------------|----------------------------------------------------------------------------------------|
/// | 0 to 159   | the holder of them all, or the {AddressList} with one holder each                      |
/// | 160 to 162 | policy and payment, as in a {TicketWord}                                               |
/// | 164        | whether it is a list                                                                   |
/// | 168 to 175 | how many tickets                                                                       |
/// | 192 to 255 | in a page's word only: at which of the page's 64 tickets a batch begins                |
type BatchWord is uint256;

using BatchWords for BatchWord global;

/// @title BatchWords
/// @notice Reads and makes a {BatchWord}.
library BatchWords {
    /// @dev Most tickets of one batch.
    uint256 internal constant MAX_LENGTH = 128;

    uint256 private constant TICKET = (1 << 164) - 1;
    uint256 private constant LIST = 1 << 164;
    uint256 private constant LENGTH_SHIFT = 168;
    uint256 private constant HEADS_SHIFT = 192;

    /// @dev A batch of `length` tickets that all begin as `ticket`.
    function create(TicketWord ticket, uint256 length_) internal pure returns (BatchWord) {
        return BatchWord.wrap(TicketWord.unwrap(ticket) | (length_ << LENGTH_SHIFT));
    }

    /// @dev A batch of tickets that begin as `ticket`, whose holder is a list, with one holder of it each.
    function createList(TicketWord ticket, uint256 length_) internal pure returns (BatchWord) {
        return BatchWord.wrap(TicketWord.unwrap(ticket) | (length_ << LENGTH_SHIFT) | LIST);
    }

    function isWritten(BatchWord self) internal pure returns (bool) {
        return BatchWord.unwrap(self) != 0;
    }

    function length(BatchWord self) internal pure returns (uint256) {
        return uint8(BatchWord.unwrap(self) >> LENGTH_SHIFT);
    }

    /// @dev One bit for each ticket of the page at which a batch begins.
    function heads(BatchWord self) internal pure returns (uint256) {
        return BatchWord.unwrap(self) >> HEADS_SHIFT;
    }

    /// @dev Where the last of a page's heads is: the place of the highest of 64 bits, of which one at least is set. Half the
    /// gas of a logarithm of 256 bits.
    function lastHead(uint256 heads_) internal pure returns (uint256 offset) {
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            offset := shl(5, gt(heads_, 0xffffffff))
            offset := or(offset, shl(4, gt(shr(offset, heads_), 0xffff)))
            offset := or(offset, shl(3, gt(shr(offset, heads_), 0xff)))
            offset := or(offset, shl(2, gt(shr(offset, heads_), 0xf)))
            offset := or(offset, shl(1, gt(shr(offset, heads_), 3)))
            offset := or(offset, gt(shr(offset, heads_), 1))
        }
    }

    /// @dev The page's word with one more batch in it.
    function withHead(BatchWord self, uint256 offset) internal pure returns (BatchWord) {
        return BatchWord.wrap(BatchWord.unwrap(self) | (1 << (HEADS_SHIFT + offset)));
    }

    /// @dev A ticket of the batch as it was issued. The caller keeps `index` below {length}.
    function ticketAt(BatchWord self, uint256 index) internal view returns (TicketWord) {
        uint256 word = BatchWord.unwrap(self);
        TicketWord ticket = TicketWord.wrap(word & TICKET);
        if (word & LIST == 0) return ticket;
        return ticket.withHolder(AddressList.read(ticket.holder(), index));
    }
}
