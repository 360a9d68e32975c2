// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IERC4906} from "@openzeppelin/contracts/interfaces/IERC4906.sol";
import {IERC721Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {IEventGate} from "../interfaces/IEventGate.sol";
import {TicketWord} from "../libraries/TicketWord.sol";
import {EventLedger} from "./EventLedger.sol";
import {EventMoney} from "./EventMoney.sol";

/// @title EventGate
/// @notice What the gate puts on record: the `used` mark, and fingerprints of the scan log.
abstract contract EventGate is EventMoney, EventLedger, IEventGate {
    /// @inheritdoc IEventGate
    function isUsed(uint256 tokenId) external view returns (bool) {
        return _readTicket(tokenId).isUsed();
    }

    /// @inheritdoc IEventGate
    function markUsed(uint256[] calldata tokenIds) external notReentered onlyOrganizerOr(GATE) {
        // Check: the time of transfers is over, that of the event's money is not.
        _checkUnsettled();
        if (block.timestamp < _terms.cutOffAt) revert UsherEvent_TooEarly(_terms.cutOffAt);

        // Effect: each that is not marked yet.
        for (uint256 i = 0; i < tokenIds.length; ++i) {
            uint256 tokenId = tokenIds[i];
            TicketWord ticket = _readTicket(tokenId);
            if (ticket.holder() == address(0)) revert IERC721Errors.ERC721NonexistentToken(tokenId);
            if (ticket.isUsed()) continue;
            _writeTicket(tokenId, ticket.withUsed());
            emit TicketUsed(tokenId);
            emit IERC4906.MetadataUpdate(tokenId);
        }
    }

    /// @inheritdoc IEventGate
    function liftUsed(uint256[] calldata tokenIds) external notReentered onlyOrganizer {
        _checkUnsettled();
        for (uint256 i = 0; i < tokenIds.length; ++i) {
            uint256 tokenId = tokenIds[i];
            TicketWord ticket = _readTicket(tokenId);
            if (!ticket.isUsed()) continue;
            _writeTicket(tokenId, ticket.withoutUsed());
            emit TicketUseLifted(tokenId);
            emit IERC4906.MetadataUpdate(tokenId);
        }
    }

    /// @inheritdoc IEventGate
    function anchorScanLog(bytes32 root, uint64 fromSeq, uint64 toSeq) external onlyOrganizerOr(GATE) {
        if (fromSeq > toSeq) revert UsherEvent_RangeInvalid(fromSeq, toSeq);
        emit ScanLogAnchored(root, fromSeq, toSeq);
    }
}
