// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IEventReissue} from "../interfaces/IEventReissue.sol";
import {CloneArgs} from "../libraries/CloneArgs.sol";
import {TicketWord} from "../libraries/TicketWord.sol";
import {EventTickets} from "./EventTickets.sol";

/// @title EventReissue
/// @notice Tickets of lost wallets: announced, open to refusal, then given to another wallet under the same id.
abstract contract EventReissue is EventTickets, IEventReissue {
    /// @inheritdoc IEventReissue
    function reissueOf(uint256 tokenId) public view returns (address to, uint64 effectiveAt) {
        Reissue memory announced = _reissues[tokenId];
        // A movement since has ended it
        if (announced.transferCount != _readTicket(tokenId).transferCount()) return (address(0), 0);
        return (announced.to, announced.effectiveAt);
    }

    /// @inheritdoc IEventReissue
    function announceReissue(uint256 tokenId, address to) external notReentered onlyOrganizer {
        // Check: the event has declared it, and the ticket may still move.
        uint256 delay = CloneArgs.readReissueDelay();
        if (delay == 0) revert UsherEvent_ReissueUndeclared();
        if (to == address(0)) revert ERC721InvalidReceiver(address(0));
        address holder = _requireOwned(tokenId);
        TicketWord ticket = _readTicket(tokenId);
        _checkMovement({kind: Movement.Reissue, ticket: ticket, tokenId: tokenId, caller: address(0)});

        // Effect: it stands, for this holder.
        uint40 effectiveAt = uint40(block.timestamp + delay);
        _reissues[tokenId] = Reissue({to: to, effectiveAt: effectiveAt, transferCount: ticket.transferCount()});
        emit ReissueAnnounced(tokenId, holder, to, effectiveAt);
    }

    /// @inheritdoc IEventReissue
    function dropReissue(uint256 tokenId) external notReentered {
        (address to, ) = reissueOf(tokenId);
        if (to == address(0)) revert UsherEvent_ReissueNotAnnounced(tokenId);
        bool isTheirs = msg.sender == _requireOwned(tokenId) || msg.sender == _terms.organizer;
        if (!isTheirs) revert UsherEvent_NotHolder(tokenId, msg.sender);

        delete _reissues[tokenId];
        emit ReissueDropped(tokenId, msg.sender);
    }

    /// @inheritdoc IEventReissue
    function reissue(uint256 tokenId) external notReentered {
        // Check: it was announced, and the holder has had his time to refuse.
        (address to, uint64 effectiveAt) = reissueOf(tokenId);
        if (to == address(0)) revert UsherEvent_ReissueNotAnnounced(tokenId);
        if (block.timestamp < effectiveAt) revert UsherEvent_TooEarly(effectiveAt);

        // Effect: the ticket moves, which also ends the announcement.
        address from = _move({kind: Movement.Reissue, to: to, tokenId: tokenId, caller: address(0)});
        emit TicketReissued(tokenId, from, to);
    }
}
