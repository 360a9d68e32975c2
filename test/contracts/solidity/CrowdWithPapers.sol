// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Voucher} from "../../../contracts/interfaces/EventTypes.sol";
import {IEventGate} from "../../../contracts/interfaces/IEventGate.sol";
import {IEventReissue} from "../../../contracts/interfaces/IEventReissue.sol";
import {IEventVouchers} from "../../../contracts/interfaces/IEventVouchers.sol";
import {CrowdAtMarket} from "./CrowdAtMarket.sol";
import {VM} from "./Vm.sol";

/// @notice What the crowd does with vouchers, lost wallets and the gate's marks.
abstract contract CrowdWithPapers is CrowdAtMarket {
    uint256 private constant REISSUE_DELAY = 1 days;
    uint256 private constant LINK_KEY = 0x11e4;

    /// @notice A voucher of the minter's, now and then of somebody's who is none, for one of few names.
    function claim(uint256 name, uint256 tier, uint256 count, uint256 to, uint256 binding, uint256 slip) external {
        address next = _person(to);
        bool hasKey = binding % 2 == 0;
        Voucher memory voucher = Voucher({
            voucherId: bytes32(name % 32),
            signer: slip % 8 == 1 ? _person(slip >> 3) : _minter,
            tierId: _someTier(tier),
            count: uint32(count % 4),
            recipient: hasKey ? address(0) : next,
            key: hasKey ? VM.addr(LINK_KEY) : address(0),
            expiresAt: uint64(block.timestamp + (slip % 8 == 2 ? 0 : 1))
        });
        // One in eight is for nobody, one in eight is claimed by somebody else
        if (slip % 8 == 3) (voucher.recipient, voucher.key) = (address(0), address(0));
        address thief = slip % 8 == 4 ? _person(to + 1) : next;
        bytes memory signature = _sign(
            slip % 8 == 5 ? _person(slip >> 3) : voucher.signer,
            SUBJECT.hashVoucher(voucher)
        );
        bytes memory claimed = hasKey ? _signWith(LINK_KEY, SUBJECT.hashClaim(voucher.voucherId, next)) : bytes("");
        bool isRight = slip % 8 == 0 || slip % 8 > 5;
        bool mustPass = isRight && !_isSpent[voucher.voucherId] && _mayIssue(voucher.tierId, voucher.count);
        _claim(voucher, signature, thief, claimed, mustPass);
    }

    function revokeVoucher(uint256 by, uint256 name) external {
        address caller = by % 3 == 0 ? _minter : _mostlyOrganizer(by);
        bytes32 voucherId = bytes32(name % 32);
        bool mustPass = (caller == _minter || caller == _organizer) && !_isSpent[voucherId];
        bool isDone = _call(caller, 0, abi.encodeCall(IEventVouchers.revokeVoucher, (voucherId)));
        _judge("revokeVoucher", isDone, mustPass);
        if (isDone) _isSpent[voucherId] = true;
    }

    function announceReissue(uint256 by, uint256 which, uint256 to) external {
        address caller = _mostlyOrganizer(by);
        uint256 tokenId = _someTicket(which);
        address next = to % 16 == 0 ? address(0) : _person(to);
        bool mustPass = caller == _organizer && next != address(0) && _mayMoveNow(_tickets[tokenId]);
        bool isDone = _call(caller, 0, abi.encodeCall(IEventReissue.announceReissue, (tokenId, next)));
        _judge("announceReissue", isDone, mustPass);
        if (isDone) _promised[tokenId] = Promised(next, block.timestamp + REISSUE_DELAY, _tickets[tokenId].moves);
    }

    function dropReissue(uint256 by, uint256 which) external {
        uint256 tokenId = _somePromised(which);
        address caller = by % 3 == 0 ? _organizer : _mostlyHolder(by, tokenId);
        bool mustPass = _isPromised(tokenId) && (caller == _organizer || caller == _tickets[tokenId].holder);
        bool isDone = _call(caller, 0, abi.encodeCall(IEventReissue.dropReissue, (tokenId)));
        _judge("dropReissue", isDone, mustPass);
        if (isDone) delete _promised[tokenId];
    }

    function reissue(uint256 which) external {
        uint256 tokenId = _somePromised(which);
        Promised memory promised = _promised[tokenId];
        bool isDue = _isPromised(tokenId) && block.timestamp >= promised.effectiveAt;
        bool isDone = _call(_person(which), 0, abi.encodeCall(IEventReissue.reissue, (tokenId)));
        _judge("reissue", isDone, isDue && _mayMoveNow(_tickets[tokenId]));
        if (isDone) _moveTo(tokenId, promised.to);
    }

    function markUsed(uint256 by, uint256 which, uint256 other) external {
        address caller = _mostlyOrganizer(by);
        uint256[] memory tokenIds = new uint256[](2);
        (tokenIds[0], tokenIds[1]) = (_someTicket(which), _someTicket(other));
        bool mustPass = caller == _organizer && _isOpen() && block.timestamp >= _cutOffAt;
        for (uint256 i = 0; i < 2; ++i) mustPass = mustPass && _tickets[tokenIds[i]].holder != address(0);
        bool isDone = _call(caller, 0, abi.encodeCall(IEventGate.markUsed, (tokenIds)));
        _judge("markUsed", isDone, mustPass);
        for (uint256 i = 0; isDone && i < 2; ++i) _tickets[tokenIds[i]].isUsed = true;
    }

    function liftUsed(uint256 by, uint256 which) external {
        address caller = _mostlyOrganizer(by);
        uint256[] memory tokenIds = new uint256[](1);
        tokenIds[0] = _someTicket(which);
        bool isDone = _call(caller, 0, abi.encodeCall(IEventGate.liftUsed, (tokenIds)));
        _judge("liftUsed", isDone, caller == _organizer && _isOpen());
        if (isDone) _tickets[tokenIds[0]].isUsed = false;
    }

    function _claim(
        Voucher memory voucher,
        bytes memory signature,
        address to,
        bytes memory claimed,
        bool mustPass
    ) private {
        bytes memory data = abi.encodeCall(IEventVouchers.claim, (voucher, signature, to, claimed));
        bool isDone = _call(_person(uint256(voucher.voucherId)), 0, data);
        _judge("claim", isDone, mustPass);
        if (!isDone) return;
        _isSpent[voucher.voucherId] = true;
        for (uint256 i = 0; i < voucher.count; ++i) _issue(voucher.tierId, to, 0);
    }

    /// @dev A ticket whose reissue stands if there is one, or now and then any.
    function _somePromised(uint256 seed) private view returns (uint256) {
        for (uint256 i = 0; seed % 8 > 0 && i < _ids.length; ++i) {
            if (_isPromised(_ids[i])) return _ids[i];
        }
        return _someTicket(seed);
    }
}
