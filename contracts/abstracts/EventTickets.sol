// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IAccessControl} from "@openzeppelin/contracts/access/IAccessControl.sol";
import {IERC165} from "@openzeppelin/contracts/interfaces/IERC165.sol";
import {IERC2981} from "@openzeppelin/contracts/interfaces/IERC2981.sol";
import {IERC721} from "@openzeppelin/contracts/interfaces/IERC721.sol";
import {IERC721Metadata} from "@openzeppelin/contracts/interfaces/IERC721Metadata.sol";
import {ERC721} from "@openzeppelin/contracts/token/ERC721/ERC721.sol";
import {EventStatus, TransferPolicy} from "../interfaces/EventTypes.sol";
import {IERC5192} from "../interfaces/IERC5192.sol";
import {IEventTickets} from "../interfaces/IEventTickets.sol";
import {IERC7572} from "../interfaces/IERC7572.sol";
import {IUsherRenderer} from "../interfaces/IUsherRenderer.sol";
import {CloneArgs} from "../libraries/CloneArgs.sol";
import {TicketId} from "../libraries/TicketId.sol";
import {TicketWord, TicketWords} from "../libraries/TicketWord.sol";
import {EventLedger} from "./EventLedger.sol";
import {EventMoney} from "./EventMoney.sol";

/// @title EventTickets
/// @notice The tickets: who holds them, and the one check that every beginning, movement and end of a ticket passes.
abstract contract EventTickets is EventMoney, EventLedger, ERC721, IEventTickets {
    /*//////////////////////////////////////////////////////////////////////////
                             TYPES, CONSTANTS AND STORAGE
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev The ways in which a ticket begins, changes hands or ends.
    enum Movement {
        /// It begins.
        Issue,
        /// By an ERC-721 call.
        Transfer,
        /// By the house market.
        Resale,
        /// By an announced reissue.
        Reissue,
        /// It ends.
        End
    }

    /// @dev Who may move a ticket besides its holder, as long as it has not moved since.
    struct Permission {
        address spender;
        uint32 transferCount;
    }

    /// @dev How much later the end may be set in all, once a ticket exists.
    uint40 private constant LONGEST_MOVE = 60 days;

    /// @dev ERC-4906 has logs only, so its id is not that of its functions.
    bytes4 private constant ERC4906_ID = 0x49064906;

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
        return IUsherRenderer(CloneArgs.readRenderer()).tokenURI(address(this), tokenId);
    }

    /// @inheritdoc IERC721
    function balanceOf(address holder) public view override(ERC721, IERC721) returns (uint256) {
        if (holder == address(0)) revert ERC721InvalidOwner(address(0));
        return _countTicketsOf(holder);
    }

    /// @inheritdoc IEventTickets
    /// @dev One bit of the ticket is enough: a tier's price is fixed by its first ticket.
    function paidFor(uint256 tokenId) public view returns (uint256) {
        if (_terms.status == EventStatus.Settled || !_readTicket(tokenId).isPaid()) return 0;
        return _tiers[TicketId.tierOf(tokenId)].price;
    }

    /// @inheritdoc IEventTickets
    function transferCountOf(uint256 tokenId) external view returns (uint32) {
        return _readTicket(tokenId).transferCount();
    }

    /// @inheritdoc IEventTickets
    function tierOf(uint256 tokenId) external pure returns (uint16) {
        return TicketId.tierOf(tokenId);
    }

    /// @inheritdoc IEventTickets
    function numberOf(uint256 tokenId) external pure returns (uint32) {
        return TicketId.numberOf(tokenId);
    }

    /// @inheritdoc IERC5192
    function locked(uint256 tokenId) external view returns (bool) {
        _requireOwned(tokenId);
        TicketWord ticket = _readTicket(tokenId);
        TransferPolicy policy = ticket.transferPolicy();
        return
            ticket.isUsed() ||
            policy == TransferPolicy.Market ||
            policy == TransferPolicy.Bound ||
            _terms.status != EventStatus.Selling ||
            block.timestamp >= _terms.cutOffAt;
    }

    /// @inheritdoc IERC2981
    function royaltyInfo(uint256 tokenId, uint256 salePrice) external view returns (address, uint256) {
        return (_terms.organizer, (salePrice * _tiers[TicketId.tierOf(tokenId)].royaltyBps) / 10_000);
    }

    /// @inheritdoc IERC165
    function supportsInterface(bytes4 interfaceId) public view override(ERC721, IERC165) returns (bool) {
        return
            interfaceId == type(IAccessControl).interfaceId ||
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
    function transferFrom(address from, address to, uint256 tokenId) public override(ERC721, IERC721) notReentered {
        if (to == address(0)) revert ERC721InvalidReceiver(address(0));
        address holder = _move({kind: Movement.Transfer, to: to, tokenId: tokenId, caller: msg.sender});
        if (holder != from) revert ERC721IncorrectOwner(from, tokenId, holder);
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
    function _checkMovement(Movement kind, TicketWord ticket, uint256 tokenId, address caller) internal view {
        // A ticket begins before the event is over.
        if (kind == Movement.Issue) {
            _checkRunning();
            return;
        }

        // A ticket ends at any time before settlement. (Both read together, or they cost two reads.)
        (EventStatus stored, uint256 cutOff) = (_terms.status, _terms.cutOffAt);
        if (stored != EventStatus.Selling) revert UsherEvent_Frozen(stored);
        if (kind == Movement.End) return;

        // A ticket moves before the cut-off and unused, and as its tier says.
        if (ticket.isUsed()) revert UsherEvent_TicketUsed(tokenId);
        if (block.timestamp >= cutOff) revert UsherEvent_CutOffPassed(uint64(cutOff));
        TransferPolicy policy = ticket.transferPolicy();
        bool isAllowed =
            policy == TransferPolicy.Open ||
                kind == Movement.Reissue ||
                (kind == Movement.Resale && policy != TransferPolicy.Bound) ||
                (kind == Movement.Transfer && policy == TransferPolicy.Gift && caller == ticket.holder());
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
        _addTickets(to, count);
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
            _addTickets(to, 1);
            emit Transfer(address(0), to, firstTokenId + i);
        }
        _writeTicketsOf(firstTokenId, accounts, TicketWords.create(address(0), policy, false));
    }

    /// @dev Gives a ticket another holder, or ends it.
    /// @param caller Who moves it by an ERC-721 call; 0 if this contract does so by a rule of its own.
    function _move(Movement kind, address to, uint256 tokenId, address caller) internal returns (address from) {
        // Check: it exists, and the caller may move it.
        TicketWord ticket = _readTicket(tokenId);
        from = ticket.holder();
        if (from == address(0)) revert ERC721NonexistentToken(tokenId);
        if (caller != address(0)) _checkAuthorized(from, caller, tokenId);

        _moveAsRead({kind: kind, ticket: ticket, to: to, tokenId: tokenId, caller: caller});
    }

    /// @dev As {_move}, for a ticket that was read, exists, and that the caller may move. The only place where the holder of
    /// a ticket changes.
    function _moveAsRead(Movement kind, TicketWord ticket, address to, uint256 tokenId, address caller) internal {
        // Check: it may move now.
        _checkMovement({kind: kind, ticket: ticket, tokenId: tokenId, caller: caller});

        // Effect: it has moved.
        address from = ticket.holder();
        _removeTicket(from);
        if (to != address(0)) _addTickets(to, 1);
        _writeTicket(tokenId, ticket.moveTo(to));
        emit Transfer(from, to, tokenId);
    }

    /// @inheritdoc ERC721
    function _ownerOf(uint256 tokenId) internal view override returns (address) {
        return _readTicket(tokenId).holder();
    }

    /// @dev Takes what a ticket paid out of escrow, once.
    function _releaseEscrow(uint256 tokenId) internal returns (uint256 amount) {
        amount = paidFor(tokenId);
        if (amount == 0) return 0;
        _writeTicket(tokenId, _readTicket(tokenId).withoutPaid());
        _escrow -= amount;
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
        if (!_hasFlag(IS_PROMISED)) {
            _terms.flags |= IS_PROMISED;
            _schedule.latestEndsAt = _terms.endsAt + LONGEST_MOVE;
        }
    }

    /// @inheritdoc ERC721
    /// @dev What OpenZeppelin's code moves by this ends, or moves by an ERC-721 call. It begins no ticket.
    function _update(address to, uint256 tokenId, address caller) internal override returns (address from) {
        Movement kind = to == address(0) ? Movement.End : Movement.Transfer;
        return _move({kind: kind, to: to, tokenId: tokenId, caller: caller});
    }
}
