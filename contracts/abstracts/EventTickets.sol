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
import {EventTerms} from "./EventTerms.sol";

/// @title EventTickets
/// @notice The tickets: who holds them, and the one check that every beginning, movement and end of a ticket passes.
abstract contract EventTickets is ERC721, EventTerms, ReentrancyGuardTransient {
    /*//////////////////////////////////////////////////////////////////////////
                                 CONSTANTS AND STORAGE
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev ERC-4906 has logs only, so its id is not that of its functions.
    bytes4 private constant ERC4906_ID = 0x49064906;

    /// @dev The clone's own; ERC721's are set by a constructor, which a clone does not run.
    string private _eventName;
    string private _eventSymbol;

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
        return IUsherRenderer(renderer).tokenURI(address(this), tokenId);
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

    /// @dev Whether a ticket may begin, move or end now. No ticket does without passing here.
    /// @param from Its holder, 0 if it begins.
    /// @param to Its holder to be, 0 if it ends.
    /// @param caller Who moves it by an ERC-721 call, already found to be its holder or approved; 0 if this contract
    /// does so by a rule of its own.
    function _checkMovement(address from, address to, uint256 tokenId, address caller) private view {
        // A ticket begins before the event is over.
        if (from == address(0)) {
            _checkRunning();
            return;
        }

        // A ticket ends at any time before settlement.
        _checkUnsettled();
        if (to == address(0)) return;

        // A ticket moves before the cut-off, as its tier says.
        if (block.timestamp >= _terms.cutOffAt) revert UsherEvent_CutOffPassed(_terms.cutOffAt);
        TransferPolicy policy = _tiers[TicketId.tierOf(tokenId)].transferPolicy;
        bool isAllowed = policy == TransferPolicy.Open || (policy == TransferPolicy.Gift && caller == from);
        if (!isAllowed) revert UsherEvent_TransferRefused(tokenId, policy, caller);
    }

    /// @dev Takes the next `count` numbers of a tier. The caller then gives each of these tickets a holder.
    function _takeNumbers(uint16 tierId, uint256 count) internal returns (uint256 firstTokenId) {
        // Check: there are that many places.
        Tier storage stored = _getTier(tierId);
        uint256 issued = stored.issued;
        uint256 left = stored.supply - issued;
        if (count == 0) revert UsherEvent_CountZero();
        if (count > left) revert UsherEvent_SoldOut(tierId, left, count);

        // Effect: the numbers are given for good, and the times have become a promise.
        firstTokenId = TicketId.encode(tierId, issued + 1);
        stored.issued = uint32(issued + count);
        if (_terms.latestEndsAt == 0) _terms.latestEndsAt = _terms.endsAt + uint40(LONGEST_MOVE);
    }

    /// @dev Issues `count` tickets to one holder.
    function _issue(uint16 tierId, address to, uint256 count) internal returns (uint256 firstTokenId) {
        firstTokenId = _takeNumbers(tierId, count);
        for (uint256 i = 0; i < count; ++i) {
            _mint(to, firstTokenId + i);
        }
    }

    function _setNames(string calldata name_, string calldata symbol_) internal {
        _eventName = name_;
        _eventSymbol = symbol_;
    }

    /// @inheritdoc ERC721
    /// @dev The only place where a ticket's holder changes. Approval is judged first, so that a call for a ticket that
    /// does not exist is not taken for a ticket that begins.
    function _update(address to, uint256 tokenId, address caller) internal override returns (address from) {
        from = _ownerOf(tokenId);
        if (caller != address(0)) _checkAuthorized(from, caller, tokenId);
        _checkMovement(from, to, tokenId, caller);
        super._update(to, tokenId, address(0));
    }
}
