// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {EventStatus, TierSettings} from "../../../contracts/interfaces/EventTypes.sol";
import {IUsherEvent} from "../../../contracts/interfaces/IUsherEvent.sol";
import {OddToken} from "../mocks/OddToken.sol";
import {Guest} from "./Guest.sol";
import {Model} from "./Model.sol";
import {VM} from "./Vm.sol";

/// @notice People who do whatever anybody can do to an event, right or wrong, in any order. After each call the model
/// says whether it had to pass; if the contract saw it otherwise, `disagreement` says which call it was.
abstract contract Crowd is Model {
    uint256 internal constant PEOPLE = 4;
    uint64 internal constant WAITS = 6;
    uint256 internal constant FIRST_KEY = 0xbeef00;
    uint256 internal constant MINTER_KEY = 0xd00d;

    IUsherEvent public immutable SUBJECT;
    address internal immutable CURRENCY;
    address[] internal _people;

    /// @notice Empty as long as the contract and the model agree.
    string public disagreement;

    /// @notice How often each kind of call has passed.
    mapping(string call => uint256 count) public passed;

    constructor(IUsherEvent subject, address organizer) {
        SUBJECT = subject;
        CURRENCY = subject.currency();
        (_organizer, _minter) = (organizer, VM.addr(MINTER_KEY));
        (_doorsAt, _endsAt, _cutOffAt) = (subject.doorsAt(), subject.endsAt(), subject.cutOffAt());
        for (uint16 tierId = 1; tierId <= subject.tierCount(); ++tierId) {
            (TierSettings memory settings, ) = subject.tier(tierId);
            _tierSettings.push(settings);
            _issued.push(0);
        }
        for (uint256 i = 0; i < PEOPLE; ++i) {
            // The last of them has code, and wants everything twice
            address person = i + 1 < PEOPLE ? VM.addr(FIRST_KEY + i) : address(new Guest(subject));
            _people.push(person);
            VM.deal(person, 1_000_000 ether);
            if (CURRENCY == address(0)) continue;
            OddToken(CURRENCY).mint(person, 1_000_000 ether);
            VM.prank(person);
            OddToken(CURRENCY).approve(address(subject), type(uint256).max);
        }
    }

    /// @notice What the contract really has.
    function balance() public view returns (uint256) {
        return CURRENCY == address(0) ? address(SUBJECT).balance : OddToken(CURRENCY).balanceOf(address(SUBJECT));
    }

    /// @dev Who calls where only the organizer may: mostly he.
    function _mostlyOrganizer(uint256 seed) internal view returns (address) {
        return seed % 8 == 0 ? _person(seed >> 3) : _organizer;
    }

    function _person(uint256 seed) internal view returns (address) {
        return _people[seed % PEOPLE];
    }

    /// @dev A ticket that was issued, or now and then one that was not.
    function _someTicket(uint256 seed) internal view returns (uint256) {
        if (_ids.length == 0 || seed % 16 == 0) return 1_000_000 + (seed % 100);
        return _ids[(seed >> 4) % _ids.length];
    }

    /// @dev A ticket that is owed money if there is one, or now and then any.
    function _mostlyPaid(uint256 seed) internal view returns (uint256) {
        for (uint256 i = 0; seed % 8 > 0 && i < _ids.length; ++i) {
            uint256 tokenId = _ids[(((seed >> 3) % _ids.length) + i) % _ids.length];
            if (_tickets[tokenId].owed > 0) return tokenId;
        }
        return _someTicket(seed >> 3);
    }

    /// @dev Somebody with a credit if there is one, or now and then anybody.
    function _mostlyCreditor(uint256 seed) internal view returns (address person) {
        for (uint256 i = 0; seed % 8 > 0 && i < PEOPLE; ++i) {
            person = _person(((seed >> 3) % PEOPLE) + i);
            if (_credit[person] > 0) return person;
        }
        return _person(seed >> 3);
    }

    /// @dev Its holder, or now and then somebody else.
    function _mostlyHolder(uint256 seed, uint256 tokenId) internal view returns (address) {
        address holder = _tickets[tokenId].holder;
        return holder == address(0) || seed % 4 == 0 ? _person(seed >> 2) : holder;
    }

    /// @dev What a person signs.
    function _sign(address signer, bytes32 digest) internal view returns (bytes memory) {
        for (uint256 i = 0; i + 1 < PEOPLE; ++i) if (_people[i] == signer) return _signWith(FIRST_KEY + i, digest);
        return signer == _minter ? _signWith(MINTER_KEY, digest) : bytes("signed");
    }

    function _signWith(uint256 key, bytes32 digest) internal pure returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = VM.sign(key, digest);
        return abi.encodePacked(r, s, v);
    }

    function _call(address by, uint256 value, bytes memory data) internal returns (bool isDone) {
        VM.prank(by);
        (isDone, ) = address(SUBJECT).call{value: value}(data);
    }

    /// @dev Notes how a call went, and whether that is as it must be.
    function _judge(string memory what, bool isDone, bool mustPass) internal {
        if (isDone) ++passed[what];
        if (isDone == mustPass || bytes(disagreement).length > 0) return;
        disagreement = string.concat(isDone ? "passed against the rules: " : "refused against the rules: ", what);
    }
}
