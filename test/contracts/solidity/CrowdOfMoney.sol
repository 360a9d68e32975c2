// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {EventStatus, TierSettings, TransferPolicy} from "../../../contracts/interfaces/EventTypes.sol";
import {IEventOffice} from "../../../contracts/interfaces/IEventOffice.sol";
import {IEventTickets} from "../../../contracts/interfaces/IEventTickets.sol";
import {CrowdWithPapers} from "./CrowdWithPapers.sol";
import {VM} from "./Vm.sol";

/// @notice What the crowd does with money, terms and time.
abstract contract CrowdOfMoney is CrowdWithPapers {
    function refund(uint256 by, uint256 which, bool isTwo, uint256 other) external {
        uint256[] memory tokenIds = new uint256[](isTwo ? 2 : 1);
        tokenIds[0] = _mostlyPaid(which);
        if (isTwo) tokenIds[1] = _mostlyPaid(other);
        address caller = _mostlyHolder(by, tokenIds[0]);
        bool mustPass = _areRefundsOpen() && _areTickets(tokenIds);
        for (uint256 i = 0; i < tokenIds.length; ++i) {
            mustPass = mustPass && _tickets[tokenIds[i]].holder == caller && _tickets[tokenIds[i]].owed > 0;
        }
        bool isDone = _call(caller, 0, abi.encodeCall(IEventTickets.refund, (tokenIds, caller)));
        _judge("refund", isDone, mustPass);
        if (!isDone) return;
        for (uint256 i = 0; i < tokenIds.length; ++i) {
            _paidOut += _release(tokenIds[i]);
            if (_isOpen()) _moveTo(tokenIds[i], address(0));
        }
    }

    function withdrawCredit(uint256 by) external {
        address caller = _mostlyCreditor(by);
        bool isDone = _call(caller, 0, abi.encodeCall(IEventOffice.withdrawCredit, (caller)));
        _judge("withdrawCredit", isDone, _credit[caller] > 0);
        if (!isDone) return;
        _paidOut += _credit[caller];
        _credit[caller] = 0;
    }

    function withdraw(uint256 by) external {
        address caller = _mostlyOrganizer(by);
        bool mustPass = caller == _organizer && _isOpen() && block.timestamp >= _endsAt + 72 hours;
        bool isDone = _call(caller, 0, abi.encodeCall(IEventOffice.withdraw, (_organizer)));
        _judge("withdraw", isDone, mustPass);
        if (!isDone) return;
        for (uint256 i = 0; i < _ids.length; ++i) _paidOut += _release(_ids[i]);
        _status = EventStatus.Settled;
    }

    function openRefunds(uint256 by) external {
        bool mustPass = _isOpen() && block.timestamp >= _endsAt + 180 days;
        bool isDone = _call(_person(by), 0, abi.encodeCall(IEventOffice.openRefunds, ()));
        _judge("openRefunds", isDone, mustPass);
        if (isDone) _status = EventStatus.Refunding;
    }

    /// @notice Rare, as it ends most of what can be tried.
    function cancelEvent(uint256 by, uint256 chance) external {
        if (chance % 16 > 0) return;
        address caller = _mostlyOrganizer(by);
        bool isDone = _call(caller, 0, abi.encodeCall(IEventOffice.cancelEvent, ()));
        _judge("cancelEvent", isDone, caller == _organizer && _isOpen());
        if (isDone) _status = EventStatus.Canceled;
    }

    function changeTimes(uint256 by, uint256 step, uint256 slip) external {
        address caller = _mostlyOrganizer(by);
        uint64 later = uint64(step % 40 days);
        uint64 doorsAt = _doorsAt + later;
        uint64 endsAt = _endsAt + later + (slip % 8 == 1 ? 1 : 0);
        bool keepsCutOff = (block.timestamp >= _cutOffAt) != (slip % 8 == 3);
        uint64 cutOffAt = _cutOffAt + (keepsCutOff ? 0 : later) - (slip % 8 == 2 ? 1 : 0);
        bool mustPass = caller == _organizer && _mayChangeTimes(doorsAt, endsAt, cutOffAt);
        bool isDone = _call(caller, 0, abi.encodeCall(IEventOffice.changeTimes, (doorsAt, endsAt, cutOffAt)));
        _judge("changeTimes", isDone, mustPass);
        if (!isDone) return;
        (_doorsAt, _endsAt, _cutOffAt) = (doorsAt, endsAt, cutOffAt);
        if (_latestEndsAt > 0) _isMoved = true;
    }

    function changeTier(uint256 by, uint256 tier, uint256 what, uint256 change) external {
        address caller = _mostlyOrganizer(by);
        uint16 tierId = uint16(tier % _tierSettings.length) + 1;
        TierSettings memory to = _tierSettings[tierId - 1];
        if (what % 7 == 0) to.price = uint128(change % 1 ether);
        if (what % 7 == 1) to.transferPolicy = TransferPolicy(change % 4);
        if (what % 7 == 2) to.resaleCapBps = uint32(change % 20_000);
        if (what % 7 == 3) to.royaltyBps = uint16(change % 1_000);
        if (what % 7 == 4) to.supply = uint32(change % 40);
        if (what % 7 == 5) to.perPayer = uint32(change % 10);
        if (what % 7 == 6) to.saleEndsAt = to.saleStartsAt + uint64(change % 30 days);
        bool mustPass = caller == _organizer && _mayChangeTier(tierId, to);
        bool isDone = _call(caller, 0, abi.encodeCall(IEventOffice.changeTier, (tierId, to)));
        _judge("changeTier", isDone, mustPass);
        if (isDone) _tierSettings[tierId - 1] = to;
    }

    function pauseOrResume(uint256 by) external {
        address caller = _mostlyOrganizer(by);
        bytes memory data =
            _isPaused ? abi.encodeCall(IEventOffice.resumeSales, ()) : abi.encodeCall(IEventOffice.pauseSales, ());
        bool isDone = _call(caller, 0, data);
        _judge("pauseOrResume", isDone, caller == _organizer);
        if (isDone) _isPaused = !_isPaused;
    }

    /// @notice Time passes: often a little, rarely to just before or at one of the moments that matter.
    function wait(uint256 how, uint256 much) external {
        uint64[WAITS] memory moments = [
            _cutOffAt,
            _doorsAt,
            _endsAt,
            _endsAt + 72 hours,
            _endsAt + 180 days,
            uint64(block.timestamp)
        ];
        uint256 to = block.timestamp + (much % 8 hours);
        if (how % 16 == 0) to = moments[much % WAITS] - ((much >> 8) % 2);
        if (to > block.timestamp) VM.warp(to);
    }
}
