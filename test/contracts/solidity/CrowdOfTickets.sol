// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IERC721} from "@openzeppelin/contracts/interfaces/IERC721.sol";
import {IEventTickets} from "../../../contracts/interfaces/IEventTickets.sol";
import {Crowd} from "./Crowd.sol";
import {VM} from "./Vm.sol";

/// @notice What the crowd does with tickets.
abstract contract CrowdOfTickets is Crowd {
    /// @notice As most people do: one ticket, for himself, at its price.
    function buyOne(uint256 by, uint256 tier) external {
        buy({by: by, to: by, tier: 1 | (tier << 4), count: 1, slip: 0});
    }

    function buy(uint256 by, uint256 to, uint256 tier, uint256 count, uint256 slip) public {
        address payer = _person(by);
        address holder = _person(to);
        uint16 tierId = _someTier(tier);
        count = count % 6;
        uint256 price = tierId == 0 || tierId > _tierSettings.length ? 0 : _tierSettings[tierId - 1].price;
        // One in eight pays wrong, one in eight has seen another price
        uint256 expected = slip % 8 == 1 ? price + 1 : price;
        uint256 pays = slip % 8 == 2 && CURRENCY == address(0) ? price * count + 1 : price * count;
        bool mustPass = _mayBuy(tierId, count, payer, expected, pays);

        uint256 value = CURRENCY == address(0) ? pays : 0;
        VM.deal(payer, payer.balance + value);
        bool isDone = _call(payer, value, abi.encodeCall(IEventTickets.buy, (tierId, count, holder, expected)));
        _judge("buy", isDone, mustPass);
        if (!isDone) return;
        _bought[tierId][payer] += count;
        _received += pays;
        for (uint256 i = 0; i < count; ++i) _issue(tierId, holder, price);
    }

    function mint(uint256 by, uint256 to, uint256 tier, uint256 count) external {
        address caller = by % 3 == 0 ? _minter : _mostlyOrganizer(by);
        address holder = _person(to);
        uint16 tierId = _someTier(tier);
        count = count % 8;
        bool mustPass = _mayIssue(tierId, count) && (caller == _minter || caller == _organizer);
        bool isDone = _call(caller, 0, abi.encodeCall(IEventTickets.mint, (tierId, holder, count)));
        _judge("mint", isDone, mustPass);
        if (!isDone) return;
        for (uint256 i = 0; i < count; ++i) _issue(tierId, holder, 0);
    }

    function airdrop(uint256 by, uint256 to, uint256 tier, uint256 count) external {
        address caller = by % 3 == 0 ? _minter : _mostlyOrganizer(by);
        uint16 tierId = _someTier(tier);
        address[] memory holders = _somePeople(to, count);
        bool mustPass = _mayIssue(tierId, holders.length) && (caller == _minter || caller == _organizer);
        bool isDone = _call(caller, 0, abi.encodeCall(IEventTickets.airdrop, (tierId, holders)));
        _judge("airdrop", isDone, mustPass);
        if (!isDone) return;
        for (uint256 i = 0; i < holders.length; ++i) _issue(tierId, holders[i], 0);
    }

    /// @notice Under one of a few ids, so that most of them come up twice.
    function airdropOnce(uint256 by, uint256 to, uint256 tier, uint256 count, uint256 name) external {
        address caller = by % 3 == 0 ? _minter : _mostlyOrganizer(by);
        uint16 tierId = _someTier(tier);
        bytes32 airdropId = bytes32(name % 6);
        address[] memory holders = _somePeople(to, count);
        bool mustPass = _mayIssue(tierId, holders.length) && (caller == _minter || caller == _organizer);
        mustPass = mustPass && !_isAirdropped[airdropId];
        bool isDone = _call(caller, 0, abi.encodeCall(IEventTickets.airdropOnce, (airdropId, tierId, holders)));
        _judge("airdropOnce", isDone, mustPass);
        if (!isDone) return;
        _isAirdropped[airdropId] = true;
        for (uint256 i = 0; i < holders.length; ++i) _issue(tierId, holders[i], 0);
    }

    function transfer(uint256 by, uint256 from, uint256 to, uint256 which, uint256 way) external {
        uint256 tokenId = _someTicket(which);
        address holder = _mostlyHolder(from, tokenId);
        address caller = _mostlyHolder(by, tokenId);
        address next = _person(to);
        bool mustPass = _mayMove(caller, holder, tokenId);
        bytes memory data = abi.encodeCall(IERC721.transferFrom, (holder, next, tokenId));
        if (way % 3 == 1) {
            data = abi.encodeWithSignature("safeTransferFrom(address,address,uint256)", holder, next, tokenId);
        } else if (way % 3 == 2) {
            data = abi.encodeWithSignature(
                "safeTransferFrom(address,address,uint256,bytes)",
                holder,
                next,
                tokenId,
                data
            );
        }
        bool isDone = _call(caller, 0, data);
        _judge("transfer", isDone, mustPass);
        if (isDone) _moveTo(tokenId, next);
    }

    function approve(uint256 by, uint256 spender, uint256 which) external {
        uint256 tokenId = _someTicket(which);
        address caller = _mostlyHolder(by, tokenId);
        address holder = _tickets[tokenId].holder;
        bool mustPass = holder != address(0) && (caller == holder || _isOperator[holder][caller]);
        address approved = spender % 5 == 0 ? address(0) : _person(spender);
        bool isDone = _call(caller, 0, abi.encodeCall(IERC721.approve, (approved, tokenId)));
        _judge("approve", isDone, mustPass);
        if (isDone) _tickets[tokenId].approved = approved;
    }

    function setApprovalForAll(uint256 by, uint256 operator, bool isApproved) external {
        (address caller, address other) = (_person(by), _person(operator));
        bool isDone = _call(caller, 0, abi.encodeCall(IERC721.setApprovalForAll, (other, isApproved)));
        _judge("setApprovalForAll", isDone, true);
        if (isDone) _isOperator[caller][other] = isApproved;
    }

    function voidTickets(uint256 by, uint256 which, bool isTwo, uint256 other) external {
        address caller = _mostlyOrganizer(by);
        uint256[] memory tokenIds = new uint256[](isTwo ? 2 : 1);
        tokenIds[0] = _mostlyPaid(which);
        if (isTwo) tokenIds[1] = _someTicket(other);
        bool mustPass = caller == _organizer && _isOpen() && _areTickets(tokenIds);
        bool isDone = _call(caller, 0, abi.encodeCall(IEventTickets.voidTickets, (tokenIds)));
        _judge("voidTickets", isDone, mustPass);
        if (!isDone) return;
        for (uint256 i = 0; i < tokenIds.length; ++i) {
            _credit[_tickets[tokenIds[i]].holder] += _release(tokenIds[i]);
            _moveTo(tokenIds[i], address(0));
        }
    }

    /// @dev Whether each is a ticket that exists, and none stands twice.
    function _areTickets(uint256[] memory tokenIds) internal view returns (bool) {
        for (uint256 i = 0; i < tokenIds.length; ++i) {
            if (_tickets[tokenIds[i]].holder == address(0)) return false;
            for (uint256 j = 0; j < i; ++j) if (tokenIds[i] == tokenIds[j]) return false;
        }
        return true;
    }

    /// @dev Up to four people, the same one perhaps twice.
    function _somePeople(uint256 seed, uint256 count) internal view returns (address[] memory people) {
        people = new address[](count % 5);
        for (uint256 i = 0; i < people.length; ++i) people[i] = _person(seed >> (2 * i));
    }

    /// @dev A tier of the event, or now and then one that there is not.
    function _someTier(uint256 seed) internal view returns (uint16) {
        return seed % 16 == 0 ? uint16(seed >> 4) : uint16((seed >> 4) % _tierSettings.length) + 1;
    }
}
