// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {TierSettings, TransferPolicy} from "../../../contracts/interfaces/EventTypes.sol";
import {IUsherEvent} from "../../../contracts/interfaces/IUsherEvent.sol";
import {Stage} from "./Stage.sol";
import {VM} from "./Vm.sol";

/// @notice However tickets are issued, in whatever numbers, each has exactly the holder it was given.
contract LedgerTest is Stage {
    uint256 private constant FIRST = 1_000_001;
    uint256 private constant LONGEST_BATCH = 300;
    uint256 private constant LONGEST_LIST = 150;

    IUsherEvent private _subject;
    address[] private _holders;
    mapping(address holder => uint256 count) private _held;
    mapping(uint256 index => uint256 count) private _moves;

    function setUp() external {
        TierSettings[] memory tiers = new TierSettings[](1);
        tiers[0] = _tier(TransferPolicy.Open, 0, 999_999);
        _subject = _createEvent(address(0), tiers);
    }

    function testFuzz_everyTicketHasItsHolder(uint256 seed, uint8 steps) external {
        for (uint256 i = 0; i < 2 + (steps % 8); ++i) _step(uint256(keccak256(abi.encode(seed, i))));
        _checkAll();
    }

    function testFuzz_batchesOfOneSizeHaveTheirHolders(uint8 size, uint8 count) external {
        for (uint256 i = 0; i < 1 + (count % 5); ++i) _mint(address(uint160(0xa0 + i)), 1 + uint256(size));
        _checkAll();
    }

    function testFuzz_noIdBesidesTheIssuedOnesHasAHolder(uint256 tokenId, uint8 size) external {
        _mint(address(0xa0), 1 + uint256(size));
        bool isIssued = tokenId >= FIRST && tokenId < FIRST + _holders.length;
        require(_ownerOf(tokenId) == (isIssued ? address(0xa0) : address(0)), "a holder of a ticket that is none");
        for (uint256 bit = 21; bit < 256; ++bit) {
            require(_ownerOf(FIRST | (1 << bit)) == address(0), "a high id passes for a low one");
        }
    }

    /// @dev Issues a batch or a list, moves a ticket, or ends one.
    function _step(uint256 seed) private {
        uint256 kind = seed % 5;
        uint256 size = seed >> 8;
        address person = address(uint160(0xa0 + ((seed >> 64) % 5)));
        if (_holders.length == 0 || kind == 0) return _mint(person, 1 + (size % LONGEST_BATCH));
        if (kind == 1) return _mint(person, 1 + (size % 3));
        if (kind == 2) return _airdrop(size, 1 + (size % LONGEST_LIST));

        uint256 index = size % _holders.length;
        address holder = _holders[index];
        if (holder == address(0)) return;
        if (kind == 3) {
            VM.prank(holder);
            _subject.transferFrom(holder, person, FIRST + index);
            _move(index, person);
        } else {
            uint256[] memory tokenIds = new uint256[](1);
            tokenIds[0] = FIRST + index;
            VM.prank(ORGANIZER);
            _subject.voidTickets(tokenIds);
            _move(index, address(0));
        }
    }

    function _mint(address to, uint256 count) private {
        VM.prank(ORGANIZER);
        uint256 first = _subject.mint(1, to, count);
        require(first == FIRST + _holders.length, "numbers do not run on");
        for (uint256 i = 0; i < count; ++i) _begin(to);
    }

    function _airdrop(uint256 seed, uint256 count) private {
        address[] memory to = new address[](count);
        for (uint256 i = 0; i < count; ++i)
            to[i] = address(uint160(0xa0 + (uint256(keccak256(abi.encode(seed, i))) % 5)));
        VM.prank(ORGANIZER);
        uint256 first = _subject.airdrop(1, to);
        require(first == FIRST + _holders.length, "numbers do not run on");
        for (uint256 i = 0; i < count; ++i) _begin(to[i]);
    }

    function _begin(address holder) private {
        _holders.push(holder);
        ++_held[holder];
    }

    function _move(uint256 index, address to) private {
        --_held[_holders[index]];
        ++_held[to];
        _holders[index] = to;
        ++_moves[index];
    }

    function _checkAll() private view {
        for (uint256 i = 0; i < _holders.length; ++i) {
            require(_ownerOf(FIRST + i) == _holders[i], "a ticket has another holder than it was given");
            require(_subject.transferCountOf(FIRST + i) == _moves[i], "movements are miscounted");
        }
        require(_ownerOf(FIRST - 1) == address(0), "number 0 has a holder");
        require(_ownerOf(FIRST + _holders.length) == address(0), "the next number has a holder already");
        for (uint160 i = 0; i < 5; ++i) {
            address person = address(0xa0 + i);
            require(_subject.balanceOf(person) == _held[person], "a balance is not the number of tickets");
        }
    }

    function _ownerOf(uint256 tokenId) private view returns (address) {
        try _subject.ownerOf(tokenId) returns (address owner) {
            return owner;
        } catch {
            return address(0);
        }
    }
}
