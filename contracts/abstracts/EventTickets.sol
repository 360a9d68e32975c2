// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {AccessControl} from "@openzeppelin/contracts/access/AccessControl.sol";
import {IERC165} from "@openzeppelin/contracts/interfaces/IERC165.sol";
import {IERC2981} from "@openzeppelin/contracts/interfaces/IERC2981.sol";
import {IERC721} from "@openzeppelin/contracts/interfaces/IERC721.sol";
import {IERC721Metadata} from "@openzeppelin/contracts/interfaces/IERC721Metadata.sol";
import {ERC721} from "@openzeppelin/contracts/token/ERC721/ERC721.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {EventStatus, TransferPolicy} from "../interfaces/EventTypes.sol";
import {IERC5192} from "../interfaces/IERC5192.sol";
import {IERC7572} from "../interfaces/IERC7572.sol";
import {IUsherEvent} from "../interfaces/IUsherEvent.sol";
import {IUsherRenderer} from "../interfaces/IUsherRenderer.sol";
import {TicketId} from "../libraries/TicketId.sol";
import {TicketWord, TicketWords} from "../libraries/TicketWord.sol";
import {EventLedger} from "./EventLedger.sol";
import {EventTerms} from "./EventTerms.sol";

/// @title EventTickets
/// @notice The tickets: who holds them, and the one check that every beginning, movement and end of a ticket passes.
abstract contract EventTickets is ERC721, EventTerms, EventLedger, ReentrancyGuardTransient {
    /*//////////////////////////////////////////////////////////////////////////
                             TYPES, CONSTANTS AND STORAGE
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev The ways in which a ticket begins, changes hands or ends.
    enum Movement {
        /// It begins.
        Issue,
        /// By an ERC-721 call.
        Transfer,
        /// It ends.
        End
    }

    /// @dev Who may move a ticket besides its holder, as long as it has not moved since.
    struct Permission {
        address spender;
        uint32 transferCount;
    }

    /// @dev ERC-4906 has logs only, so its id is not that of its functions.
    bytes4 private constant ERC4906_ID = 0x49064906;

    /// @dev The clone's own; ERC721's are set by a constructor, which a clone does not run.
    string private _eventName;
    string private _eventSymbol;

    /// @dev An approval dies with the movement that makes the ticket's counter higher; no movement has to clear it.
    mapping(uint256 tokenId => Permission permission) private _permissions;

    /*//////////////////////////////////////////////////////////////////////////
                                        READS
    //////////////////////////////////////////////////////////////////////////*/

    /// @inheritdoc IERC721Metadata
    function name() public view override(ERC721, IERC721Metadata) returns (string memory) {
        return _eventName;
    }

    /// @inheritdoc IERC721Metadata
    function symbol() public view override(ERC721, IERC721Metadata) returns (string memory) {
        return _eventSymbol;
    }

    /// @inheritdoc IERC721Metadata
    function tokenURI(uint256 tokenId) public view override(ERC721, IERC721Metadata) returns (string memory) {
        _requireOwned(tokenId);
        return IUsherRenderer(renderer()).tokenURI(address(this), tokenId);
    }

    /// @inheritdoc IERC721
    function balanceOf(address holder) public view override(ERC721, IERC721) returns (uint256) {
        if (holder == address(0)) revert ERC721InvalidOwner(address(0));
        return _holders[holder].tickets;
    }

    /// @inheritdoc IUsherEvent
    function transferCountOf(uint256 tokenId) external view returns (uint32) {
        return _readTicket(tokenId).transferCount();
    }

    /// @inheritdoc IUsherEvent
    function tierOf(uint256 tokenId) external pure returns (uint16) {
        return TicketId.tierOf(tokenId);
    }

    /// @inheritdoc IUsherEvent
    function numberOf(uint256 tokenId) external pure returns (uint32) {
        return TicketId.numberOf(tokenId);
    }

    /// @inheritdoc IERC5192
    function locked(uint256 tokenId) external view returns (bool) {
        _requireOwned(tokenId);
        TransferPolicy policy = _tiers[TicketId.tierOf(tokenId)].transferPolicy;
        return
            policy == TransferPolicy.Market ||
            policy == TransferPolicy.Bound ||
            _terms.status != EventStatus.Selling ||
            block.timestamp >= _terms.cutOffAt;
    }

    /// @inheritdoc IERC2981
    function royaltyInfo(uint256 tokenId, uint256 salePrice) external view returns (address, uint256) {
        return (owner(), (salePrice * _tiers[TicketId.tierOf(tokenId)].royaltyBps) / 10_000);
    }

    /// @inheritdoc IERC165
    function supportsInterface(bytes4 interfaceId) public view override(ERC721, AccessControl, IERC165) returns (bool) {
        return
            interfaceId == type(IERC2981).interfaceId ||
            interfaceId == ERC4906_ID ||
            interfaceId == type(IERC5192).interfaceId ||
            interfaceId == type(IERC7572).interfaceId ||
            super.supportsInterface(interfaceId);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                       WRITES
    //////////////////////////////////////////////////////////////////////////*/

    /// @inheritdoc IERC721
    /// @dev Both forms of `safeTransferFrom` come through here, and call the receiver after the guard has opened again.
    function transferFrom(address from, address to, uint256 tokenId) public override(ERC721, IERC721) nonReentrant {
        super.transferFrom(from, to, tokenId);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                      INTERNALS
    //////////////////////////////////////////////////////////////////////////*/

    /// @inheritdoc ERC721
    function _approve(address to, uint256 tokenId, address auth, bool emitEvent) internal override {
        address holder = _requireOwned(tokenId);
        if (auth != address(0) && holder != auth && !isApprovedForAll(holder, auth)) {
            revert ERC721InvalidApprover(auth);
        }
        _permissions[tokenId] = Permission({spender: to, transferCount: _readTicket(tokenId).transferCount()});
        if (emitEvent) emit Approval(holder, to, tokenId);
    }

    /// @dev Whether a ticket may begin, move or end now. None does without passing here: {_move} asks for one that
    /// exists, {_takeNumbers} for all that begin together.
    /// @param ticket How it stands; zero if it begins.
    /// @param caller Who moves it by an ERC-721 call, already found to be its holder or approved; else 0.
    function _checkMovement(Movement kind, TicketWord ticket, uint256 tokenId, address caller) private view {
        // A ticket begins before the event is over.
        if (kind == Movement.Issue) {
            _checkRunning();
            return;
        }

        // A ticket ends at any time before settlement.
        _checkUnsettled();
        if (kind == Movement.End) return;

        // A ticket moves before the cut-off, as its tier says.
        if (block.timestamp >= _terms.cutOffAt) revert UsherEvent_CutOffPassed(_terms.cutOffAt);
        TransferPolicy policy = ticket.transferPolicy();
        bool isAllowed = policy == TransferPolicy.Open || (policy == TransferPolicy.Gift && caller == ticket.holder());
        if (!isAllowed) revert UsherEvent_TransferRefused(tokenId, policy, caller);
    }

    /// @inheritdoc ERC721
    function _getApproved(uint256 tokenId) internal view override returns (address) {
        Permission memory permission = _permissions[tokenId];
        return permission.transferCount == _readTicket(tokenId).transferCount() ? permission.spender : address(0);
    }

    /// @dev Issues `count` tickets to one holder.
    function _issue(uint16 tierId, address to, uint256 count, bool isPaid) internal returns (uint256 firstTokenId) {
        TransferPolicy policy;
        (firstTokenId, policy) = _takeNumbers(tierId, count);
        if (to == address(0)) revert ERC721InvalidReceiver(address(0));

        // Effect: the tickets have a holder.
        _holders[to].tickets += uint64(count);
        _writeTickets(firstTokenId, count, TicketWords.create(to, policy, isPaid));
        for (uint256 i = 0; i < count; ++i) {
            emit Transfer(address(0), to, firstTokenId + i);
        }
    }

    /// @dev Issues one ticket to each account, free.
    function _issueToMany(uint16 tierId, address[] calldata accounts) internal returns (uint256 firstTokenId) {
        TransferPolicy policy;
        (firstTokenId, policy) = _takeNumbers(tierId, accounts.length);

        // Effect: each ticket has its holder.
        for (uint256 i = 0; i < accounts.length; ++i) {
            address to = accounts[i];
            if (to == address(0)) revert ERC721InvalidReceiver(address(0));
            ++_holders[to].tickets;
            emit Transfer(address(0), to, firstTokenId + i);
        }
        _writeTicketsOf(firstTokenId, accounts, TicketWords.create(address(0), policy, false));
    }

    /// @dev Gives a ticket another holder, or ends it. The only place where the holder of a ticket changes.
    /// @param caller Who moves it by an ERC-721 call; 0 if this contract does so by a rule of its own.
    function _move(Movement kind, address to, uint256 tokenId, address caller) internal returns (address from) {
        // Check: it exists, and may move.
        TicketWord ticket = _readTicket(tokenId);
        from = ticket.holder();
        if (from == address(0)) revert ERC721NonexistentToken(tokenId);
        if (caller != address(0)) _checkAuthorized(from, caller, tokenId);
        _checkMovement({kind: kind, ticket: ticket, tokenId: tokenId, caller: caller});

        // Effect: it has moved.
        --_holders[from].tickets;
        if (to != address(0)) ++_holders[to].tickets;
        _writeTicket(tokenId, ticket.moveTo(to));
        emit Transfer(from, to, tokenId);
    }

    /// @inheritdoc ERC721
    function _ownerOf(uint256 tokenId) internal view override returns (address) {
        return _readTicket(tokenId).holder();
    }

    function _setNames(string calldata name_, string calldata symbol_) internal {
        _eventName = name_;
        _eventSymbol = symbol_;
    }

    /// @dev Takes the next `count` numbers of a tier. The caller then gives each of these tickets a holder.
    function _takeNumbers(uint16 tierId, uint256 count) private returns (uint256 firstTokenId, TransferPolicy policy) {
        // Check: there are that many places, before the event is over.
        Tier storage stored = _getTier(tierId);
        uint256 issued = stored.issued;
        uint256 left = stored.supply - issued;
        if (count == 0) revert UsherEvent_CountZero();
        if (count > left) revert UsherEvent_SoldOut(tierId, left, count);
        firstTokenId = TicketId.encode(tierId, issued + 1);
        _checkMovement({kind: Movement.Issue, ticket: TicketWord.wrap(0), tokenId: firstTokenId, caller: address(0)});

        // Effect: the numbers are given for good, and the times have become a promise.
        policy = stored.transferPolicy;
        stored.issued = uint32(issued + count);
        if (_terms.latestEndsAt == 0) _terms.latestEndsAt = _terms.endsAt + uint40(LONGEST_MOVE);
    }

    /// @inheritdoc ERC721
    /// @dev What OpenZeppelin's code moves by this, it moves by an ERC-721 call or ends. It begins no ticket.
    function _update(address to, uint256 tokenId, address caller) internal override returns (address from) {
        Movement kind = to == address(0) ? Movement.End : Movement.Transfer;
        return _move({kind: kind, to: to, tokenId: tokenId, caller: caller});
    }
}
