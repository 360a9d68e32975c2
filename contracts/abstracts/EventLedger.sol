// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {AddressList} from "../libraries/AddressList.sol";
import {BatchWord, BatchWords} from "../libraries/BatchWord.sol";
import {TicketWord} from "../libraries/TicketWord.sol";

/// @title EventLedger
/// @notice Where tickets are written down: one word for many that are issued together, one word each from their first
/// change on. It judges nothing.
///
/// @dev A page is 64 token ids in a row. Its word is the first batch that begins in it, and tells by one bit each where
/// others do; those have a word of their own. As a batch has at most 128 tickets, the batch of a ticket begins in its
/// page or in one of the two before it: it is found with one to four reads, however many tickets there are.
///
/// A ticket's own word comes first. Once written it is never zero again, so no batch speaks for that ticket any more.
/// Ids are used whole, so one that is too high to be a ticket finds nothing.
abstract contract EventLedger {
    uint256 private constant EPOCH_SHIFT = 64;
    uint256 private constant PAGE_BITS = 6;
    uint256 private constant PAGE_MASK = (1 << PAGE_BITS) - 1;

    /// @dev The pages in which the batch of a ticket can begin: its own and as many as a batch reaches beyond one.
    uint256 private constant PAGES_BACK = 3;

    mapping(uint256 tokenId => TicketWord word) private _words;
    mapping(uint256 page => BatchWord first) private _pages;
    mapping(uint256 firstTokenId => BatchWord batch) private _batches;

    /// @dev How many tickets an account holds, as many as name it as their holder, in bits 0 to 63; and how often it has
    /// taken back all its listings, its epoch, in bits 64 to 95. One word, as a resale needs both.
    mapping(address account => uint256 word) private _holders;

    function _countTicketsOf(address account) internal view returns (uint64) {
        return uint64(_holders[account]);
    }

    function _epochOf(address account) internal view returns (uint32) {
        return uint32(_holders[account] >> EPOCH_SHIFT);
    }

    /// @dev Ends the present epoch of an account. (A 2^32nd would begin the first again, in the bits above its own.)
    function _nextEpoch(address account) internal returns (uint32) {
        _holders[account] += 1 << EPOCH_SHIFT;
        return _epochOf(account);
    }

    function _addTickets(address account, uint256 count) internal {
        _holders[account] += count;
    }

    function _removeTicket(address account) internal {
        --_holders[account];
    }

    /// @dev A ticket as it stands; a zero word for one that was never issued.
    function _readTicket(uint256 tokenId) internal view returns (TicketWord word) {
        word = _words[tokenId];
        if (!word.isWritten()) word = _readFromBatch(tokenId);
    }

    function _writeTicket(uint256 tokenId, TicketWord word) internal {
        _words[tokenId] = word;
    }

    /// @dev Writes `count` new tickets in a row, all beginning as `ticket`.
    function _writeTickets(uint256 firstTokenId, uint256 count, TicketWord ticket) internal {
        if (count == 1) {
            _words[firstTokenId] = ticket;
            return;
        }
        while (count > 0) {
            uint256 length = Math.min(count, BatchWords.MAX_LENGTH);
            _writeBatch(firstTokenId, BatchWords.create(ticket, length));
            firstTokenId += length;
            count -= length;
        }
    }

    /// @dev Writes new tickets in a row, one for each account, all else as in `ticket`.
    function _writeTicketsOf(uint256 firstTokenId, address[] calldata accounts, TicketWord ticket) internal {
        while (accounts.length > 0) {
            uint256 length = Math.min(accounts.length, BatchWords.MAX_LENGTH);
            address list = AddressList.write(accounts[:length]);
            _writeBatch(firstTokenId, BatchWords.createList(ticket.withHolder(list), length));
            firstTokenId += length;
            accounts = accounts[length:];
        }
    }

    function _readFromBatch(uint256 tokenId) private view returns (TicketWord) {
        uint256 page = tokenId >> PAGE_BITS;
        // In the ticket's own page a batch that begins after it does not count
        uint256 reach = (2 << (tokenId & PAGE_MASK)) - 1;
        for (uint256 i = 0; i < PAGES_BACK; ++i) {
            BatchWord batch = _pages[page];
            uint256 all = batch.heads();
            uint256 heads = all & reach;
            if (heads != 0) {
                uint256 head = (page << PAGE_BITS) | BatchWords.lastHead(heads);
                // The page's word is its first batch, the one with the lowest bit
                if (heads != (all & (~all + 1))) batch = _batches[head];
                uint256 index = tokenId - head;
                return index < batch.length() ? batch.ticketAt(index) : TicketWord.wrap(0);
            }
            // Before the very first page comes the very last, where no batch ever begins
            unchecked {
                --page;
            }
            reach = type(uint256).max;
        }
        return TicketWord.wrap(0);
    }

    function _writeBatch(uint256 firstTokenId, BatchWord batch) private {
        uint256 page = firstTokenId >> PAGE_BITS;
        BatchWord first = _pages[page];
        if (first.isWritten()) _batches[firstTokenId] = batch;
        else first = batch;
        _pages[page] = first.withHead(firstTokenId & PAGE_MASK);
    }
}
