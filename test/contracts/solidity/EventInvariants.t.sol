// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IAccessControl} from "@openzeppelin/contracts/access/IAccessControl.sol";
import {EventStatus, TierSettings, TransferPolicy} from "../../../contracts/interfaces/EventTypes.sol";
import {IUsherEvent} from "../../../contracts/interfaces/IUsherEvent.sol";
import {OddToken} from "../mocks/OddToken.sol";
import {CrowdOfMoney} from "./CrowdOfMoney.sol";
import {Crowd} from "./Crowd.sol";
import {Guest} from "./Guest.sol";
import {Stage} from "./Stage.sol";
import {VM} from "./Vm.sol";

/// @notice A crowd that can be asked whether the contract and the model still say the same.
contract Witness is CrowdOfMoney {
    constructor(IUsherEvent subject, address organizer) Crowd(subject, organizer) {}

    /// @notice Every ticket has the holder it must have, every balance is as many as name that holder.
    function checkHolders() external view {
        uint256[PEOPLE] memory held;
        for (uint256 i = 0; i < _ids.length; ++i) {
            address holder = _tickets[_ids[i]].holder;
            require(_ownerOf(_ids[i]) == holder, "a ticket has another holder than it must have");
            require(SUBJECT.transferCountOf(_ids[i]) == _tickets[_ids[i]].moves, "movements are miscounted");
            require(SUBJECT.isUsed(_ids[i]) == _tickets[_ids[i]].isUsed, "a mark is not the gate's");
            for (uint256 j = 0; j < PEOPLE; ++j) if (holder == _people[j]) ++held[j];
            if (holder == address(0)) continue;
            require(SUBJECT.getApproved(_ids[i]) == _tickets[_ids[i]].approved, "an approval outlived its reason");
        }
        for (uint256 j = 0; j < PEOPLE; ++j) {
            require(SUBJECT.balanceOf(_people[j]) == held[j], "a balance is not the number of tickets");
        }
    }

    /// @notice Numbers run on without gap, up to the supply, and nobody holds a ticket that was not issued.
    function checkNumbers() external view {
        for (uint16 tierId = 1; tierId <= _tierSettings.length; ++tierId) {
            (TierSettings memory settings, uint32 issued) = SUBJECT.tier(tierId);
            require(issued == _issued[tierId - 1], "a tier has issued another number than it must have");
            require(issued <= settings.supply, "more tickets than places");
            uint256 next = uint256(tierId) * 1_000_000 + issued + 1;
            require(_ownerOf(next) == address(0), "somebody holds a ticket that was not issued");
            require(_ownerOf(next - issued - 1) == address(0), "somebody holds number 0");
        }
    }

    /// @notice What is there covers what is owed, to the last unit; nothing was paid twice.
    function checkMoney() external view {
        uint256 owed;
        for (uint256 i = 0; i < _ids.length; ++i) {
            uint256 paid = SUBJECT.paidFor(_ids[i]);
            require(paid == _tickets[_ids[i]].owed, "a ticket is owed something else than it paid");
            owed += paid;
        }
        uint256 credits = _credit[_organizer];
        require(SUBJECT.creditOf(_organizer) == credits, "the organizer's credit is not his royalties");
        for (uint256 j = 0; j < PEOPLE; ++j) {
            require(SUBJECT.creditOf(_people[j]) == _credit[_people[j]], "a credit is not what was credited");
            credits += _credit[_people[j]];
        }
        require(SUBJECT.escrow() == owed, "escrow is not the sum of what is owed for tickets");
        require(SUBJECT.totalCredit() == credits, "credits do not add up");
        require(balance() >= owed + credits, "more is owed than is there");
        require(balance() == _received - _paidOut, "more or less was paid than must have been");
        require(!Guest(payable(_people[PEOPLE - 1])).hasTricked(), "somebody was paid twice in one call");
    }

    /// @notice The event stands where it must, and its times are the promised ones.
    function checkTerms() external view {
        EventStatus status = _isOpen() && block.timestamp >= _endsAt ? EventStatus.Ended : _status;
        require(SUBJECT.status() == status, "the event stands elsewhere than it must");
        require(SUBJECT.refundsOpen() == _areRefundsOpen(), "refunds are open or closed against the rules");
        require(SUBJECT.doorsAt() == _doorsAt && SUBJECT.endsAt() == _endsAt, "times are not the last set ones");
        require(SUBJECT.cutOffAt() == _cutOffAt, "the cut-off is not the last set one");
    }

    function _ownerOf(uint256 tokenId) private view returns (address) {
        try SUBJECT.ownerOf(tokenId) returns (address owner) {
            return owner;
        } catch {
            return address(0);
        }
    }
}

abstract contract EventInvariants is Stage {
    /// Picks the fourth ticket, see {Crowd}: one of person 0's that nobody pays back.
    uint256 private constant FOURTH = 1 | (3 << 4);

    Witness internal _witness;

    function _open(address currency) internal {
        TierSettings[] memory tiers = new TierSettings[](4);
        for (uint256 i = 0; i < tiers.length; ++i) tiers[i] = _tier(TransferPolicy(i), PRICE, 30);
        tiers[0].perPayer = 9;
        tiers[3].price = 0;
        IUsherEvent subject = _createEvent(currency, tiers);
        bytes32 role = subject.MINTER_ROLE();
        VM.prank(ORGANIZER);
        IAccessControl(address(subject)).grantRole(role, VM.addr(0xd00d));
        _witness = new Witness(subject, ORGANIZER);
    }

    /// @notice Proves nothing of the contract, but that the crowd can get every kind of call through.
    function test_everyKindOfCallCanPass() external {
        _walkToTheDoors();
        uint256 snapshot = VM.snapshotState();
        _witness.cancelEvent(1, 0);
        _expectPassed("cancelEvent");
        require(VM.revertToState(snapshot), "no way back");
        VM.warp(ENDS_AT + 9 days);
        _witness.markUsed({by: 1, which: FOURTH, other: FOURTH});
        _expectPassed("markUsed");
        _witness.liftUsed({by: 1, which: FOURTH});
        _expectPassed("liftUsed");
        _witness.withdraw(1);
        _expectPassed("withdraw");
        require(VM.revertToState(snapshot), "no way back");
        VM.warp(ENDS_AT + 200 days);
        _witness.openRefunds(0);
        _expectPassed("openRefunds");
        this.invariant_allAgreesWithTheRules();
    }

    function _walkToTheDoors() private {
        string[20] memory names = [
            "buy",
            "mint",
            "airdrop",
            "airdropOnce",
            "approve",
            "setApprovalForAll",
            "transfer",
            "voidTickets",
            "withdrawCredit",
            "changeTimes",
            "refund",
            "changeTier",
            "pauseOrResume",
            "buyListing",
            "cancelListing",
            "cancelListings",
            "claim",
            "announceReissue",
            "dropReissue",
            "reissue"
        ];
        for (uint256 i = 0; i < 3; ++i) _witness.buyOne(i, 0);
        _witness.mint({by: 1, to: 0, tier: 1, count: 2});
        _witness.airdrop({by: 1, to: 0, tier: 1, count: 2});
        _witness.airdropOnce({by: 1, to: 0, tier: 1, count: 2, name: 1});
        _witness.approve({by: 1, spender: 1, which: 1});
        _witness.setApprovalForAll(0, 1, true);
        _witness.transfer({by: 1, from: 1, to: 1, which: 1, way: 0});
        _witness.voidTickets({by: 1, which: 1, isTwo: false, other: 0});
        _witness.withdrawCredit(1);
        _witness.changeTimes({by: 1, step: 1 days, slip: 0});
        _witness.refund({by: 1, which: 1, isTwo: false, other: 0});
        _witness.changeTier({by: 1, tier: 0, what: 5, change: 3});
        _witness.pauseOrResume(1);
        _sellAndGive();
        for (uint256 i = 0; i < names.length; ++i) _expectPassed(names[i]);
    }

    function _sellAndGive() private {
        _witness.list({which: FOURTH, priced: 1, lasts: 1 days, slip: 0});
        _witness.buyListing({by: 1, which: 0, to: 2, slip: 0});
        _witness.list({which: FOURTH, priced: 1, lasts: 1 days, slip: 0});
        _witness.cancelListing({by: 1, which: 1});
        _witness.cancelListings(0);
        _witness.claim({name: 1, tier: 1, count: 1, to: 1, binding: 1, slip: 0});
        _witness.announceReissue({by: 1, which: FOURTH, to: 1});
        _witness.dropReissue({by: 1, which: FOURTH});
        _witness.announceReissue({by: 1, which: FOURTH, to: 1});
        VM.warp(block.timestamp + 1 days);
        _witness.reissue(1);
    }

    function _expectPassed(string memory what) private view {
        require(_witness.passed(what) > 0, string.concat("never passed: ", what));
    }

    /// @notice Which contracts the runner calls at random.
    function targetContracts() external view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(_witness);
    }

    function invariant_allAgreesWithTheRules() external view {
        require(bytes(_witness.disagreement()).length == 0, _witness.disagreement());
        _witness.checkHolders();
        _witness.checkNumbers();
        _witness.checkMoney();
        _witness.checkTerms();
    }
}

contract EventInNativeCoinTest is EventInvariants {
    function setUp() external {
        _open(address(0));
    }
}

contract EventInTokenTest is EventInvariants {
    function setUp() external {
        _open(address(new OddToken()));
    }
}
