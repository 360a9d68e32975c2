// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {EventStatus, TierSettings, TransferPolicy} from "../../../contracts/interfaces/EventTypes.sol";

/// @notice The rules of an event in the plainest words there are, kept beside the contract and without a look at it:
/// one holder per ticket, one sum per debt, no packing. What the contract does is compared with it.
abstract contract Model {
    struct Ticket {
        address holder;
        uint16 tierId;
        /// In escrow for it.
        uint256 owed;
        /// Ever paid out for it, or credited.
        uint256 returned;
        address approved;
        /// How often it has moved.
        uint32 moves;
        bool isUsed;
    }

    /// An announced reissue, and how often the ticket had moved then.
    struct Promised {
        address to;
        uint256 effectiveAt;
        uint32 moves;
    }

    address internal _organizer;
    address internal _minter;
    uint64 internal _doorsAt;
    uint64 internal _endsAt;
    uint64 internal _cutOffAt;
    /// 0 until the first ticket.
    uint64 internal _latestEndsAt;
    bool internal _isMoved;
    bool internal _isPaused;
    /// Never `Ended`, which follows from the time.
    EventStatus internal _status;

    TierSettings[] internal _tierSettings;
    uint32[] internal _issued;
    uint256[] internal _ids;
    mapping(uint256 tokenId => Ticket) internal _tickets;
    mapping(address owner => mapping(address operator => bool)) internal _isOperator;
    mapping(uint16 tierId => mapping(address payer => uint256)) internal _bought;
    mapping(address account => uint256) internal _credit;
    mapping(address seller => uint32) internal _epoch;
    mapping(bytes32 voucherId => bool) internal _isSpent;
    mapping(bytes32 airdropId => bool) internal _isAirdropped;
    mapping(uint256 tokenId => Promised) internal _promised;
    uint256 internal _received;
    uint256 internal _paidOut;

    function _isOpen() internal view returns (bool) {
        return _status == EventStatus.Selling;
    }

    function _isRunning() internal view returns (bool) {
        return _isOpen() && block.timestamp < _endsAt;
    }

    function _areRefundsOpen() internal view returns (bool) {
        if (_status == EventStatus.Canceled || _status == EventStatus.Refunding) return true;
        return _isOpen() && _isMoved && block.timestamp < _doorsAt;
    }

    function _mayIssue(uint16 tierId, uint256 count) internal view returns (bool) {
        if (!_isRunning() || tierId == 0 || tierId > _tierSettings.length || count == 0) return false;
        return _issued[tierId - 1] + count <= _tierSettings[tierId - 1].supply;
    }

    function _mayBuy(
        uint16 tierId,
        uint256 count,
        address payer,
        uint256 expected,
        uint256 sent
    ) internal view returns (bool) {
        if (!_mayIssue(tierId, count) || _isPaused) return false;
        TierSettings memory tier = _tierSettings[tierId - 1];
        if (block.timestamp < tier.saleStartsAt || block.timestamp >= tier.saleEndsAt) return false;
        if (tier.perPayer > 0 && _bought[tierId][payer] + count > tier.perPayer) return false;
        return expected == tier.price && sent == tier.price * count;
    }

    function _mayMove(address by, address from, uint256 tokenId) internal view returns (bool) {
        Ticket memory ticket = _tickets[tokenId];
        if (ticket.holder == address(0) || ticket.holder != from) return false;
        if (by != from && by != ticket.approved && !_isOperator[from][by]) return false;
        if (!_mayMoveNow(ticket)) return false;
        TransferPolicy policy = _tierSettings[ticket.tierId - 1].transferPolicy;
        return policy == TransferPolicy.Open || (policy == TransferPolicy.Gift && by == from);
    }

    /// @dev Whether a ticket may move at all, by whatever way.
    function _mayMoveNow(Ticket memory ticket) internal view returns (bool) {
        return ticket.holder != address(0) && _isOpen() && block.timestamp < _cutOffAt && !ticket.isUsed;
    }

    /// @dev Whether the announced reissue of a ticket still stands.
    function _isPromised(uint256 tokenId) internal view returns (bool) {
        return _promised[tokenId].to != address(0) && _promised[tokenId].moves == _tickets[tokenId].moves;
    }

    function _mayChangeTimes(uint64 doorsAt, uint64 endsAt, uint64 cutOffAt) internal view returns (bool) {
        if (!_isRunning() || doorsAt >= endsAt || cutOffAt > endsAt || endsAt <= block.timestamp) return false;
        if (_latestEndsAt == 0) return true;
        if (doorsAt <= _doorsAt || endsAt > _latestEndsAt || doorsAt <= block.timestamp) return false;
        uint64 step = doorsAt - _doorsAt;
        // Once it has passed the cut-off stays, or people inside could sell
        uint64 cutOffStep = block.timestamp < _cutOffAt ? step : 0;
        return endsAt == _endsAt + step && cutOffAt == _cutOffAt + cutOffStep;
    }

    function _mayChangeTier(uint16 tierId, TierSettings memory to) internal view returns (bool) {
        if (!_isRunning() || to.supply < _issued[tierId - 1] || to.supply == 0) return false;
        if (_issued[tierId - 1] == 0) return true;
        TierSettings memory tier = _tierSettings[tierId - 1];
        return
            to.price == tier.price &&
            to.transferPolicy == tier.transferPolicy &&
            to.resaleCapBps == tier.resaleCapBps &&
            to.royaltyBps == tier.royaltyBps;
    }

    function _issue(uint16 tierId, address to, uint256 paid) internal {
        uint256 tokenId = uint256(tierId) * 1_000_000 + ++_issued[tierId - 1];
        _tickets[tokenId] = Ticket({
            holder: to,
            tierId: tierId,
            owed: paid,
            returned: 0,
            approved: address(0),
            moves: 0,
            isUsed: false
        });
        _ids.push(tokenId);
        if (_latestEndsAt == 0) _latestEndsAt = _endsAt + 60 days;
    }

    function _moveTo(uint256 tokenId, address to) internal {
        _tickets[tokenId].holder = to;
        _tickets[tokenId].approved = address(0);
        ++_tickets[tokenId].moves;
    }

    /// @dev What a ticket paid leaves escrow, once.
    function _release(uint256 tokenId) internal returns (uint256 amount) {
        amount = _tickets[tokenId].owed;
        _tickets[tokenId].owed = 0;
        _tickets[tokenId].returned += amount;
    }
}
