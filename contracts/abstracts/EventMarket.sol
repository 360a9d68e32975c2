// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Listing} from "../interfaces/EventTypes.sol";
import {IEventMarket} from "../interfaces/IEventMarket.sol";
import {TicketId} from "../libraries/TicketId.sol";
import {TicketWord} from "../libraries/TicketWord.sol";
import {EventSignatures} from "./EventSignatures.sol";
import {EventTickets} from "./EventTickets.sol";

/// @title EventMarket
/// @notice The house market. Cap and royalty are enforced where the ticket is paid.
abstract contract EventMarket is EventTickets, EventSignatures, IEventMarket {
    bytes32 private constant LISTING_TYPEHASH = keccak256(
        "Listing(address seller,uint256 tokenId,uint32 transferCount,uint32 epoch,uint256 price,uint64 expiresAt)"
    );

    /// @dev How long before its expiry a listing counts.
    uint256 private constant LONGEST_LISTING = 30 days;

    uint256 private constant BPS = 10_000;

    /// @inheritdoc IEventMarket
    function epochOf(address seller) external view returns (uint32) {
        return _epochOf(seller);
    }

    /// @inheritdoc IEventMarket
    function isListingCanceled(bytes32 listing) external view returns (bool) {
        return _canceledListings[listing];
    }

    /// @inheritdoc IEventMarket
    function hashListing(Listing calldata listing) public view returns (bytes32) {
        return _hashTypedDataV4(keccak256(abi.encode(LISTING_TYPEHASH, listing)));
    }

    /// @inheritdoc IEventMarket
    function buyListing(Listing calldata listing, bytes calldata signature, address to) external payable nonReentrant {
        // Check: what the seller has signed still counts, and keeps within the tier's cap.
        uint256 tokenId = listing.tokenId;
        uint256 price = listing.price;
        if (to == address(0)) revert ERC721InvalidReceiver(address(0));
        TicketWord ticket = _readTicket(tokenId);
        _checkListing(listing, ticket, signature);
        (uint256 highest, uint256 royalty) = _termsOf(tokenId, price);
        if (price > highest) revert UsherEvent_PriceAboveCap(price, highest);

        // Effect: the ticket is the buyer's, and the organizer is owed his part.
        _moveAsRead({kind: Movement.Resale, ticket: ticket, to: to, tokenId: tokenId, caller: address(0)});
        emit TicketResold(tokenId, listing.seller, to, price, royalty);
        if (royalty > 0) _credit(_terms.organizer, tokenId, royalty);

        // Interaction: the money comes, and goes to the seller, or is owed to him.
        address token = _currency();
        _collect(token, price);
        uint256 proceeds = price - royalty;
        if (!_tryPay(token, listing.seller, proceeds)) _credit(listing.seller, tokenId, proceeds);
    }

    /// @inheritdoc IEventMarket
    function cancelListing(Listing calldata listing) external notReentered {
        if (msg.sender != listing.seller) revert UsherEvent_NotHolder(listing.tokenId, msg.sender);
        bytes32 digest = hashListing(listing);
        _canceledListings[digest] = true;
        emit ListingCanceled(msg.sender, digest);
    }

    /// @inheritdoc IEventMarket
    function cancelListings() external notReentered {
        emit ListingsCanceled(msg.sender, _nextEpoch(msg.sender));
    }

    /// @dev Refuses a listing that does not count, or no longer. Whether the ticket may move is judged where it moves.
    function _checkListing(Listing calldata listing, TicketWord ticket, bytes calldata signature) private view {
        if (block.timestamp >= listing.expiresAt) revert UsherEvent_ListingExpired(listing.expiresAt);
        uint256 latest = block.timestamp + LONGEST_LISTING;
        if (listing.expiresAt > latest) revert UsherEvent_ListingTooLong(listing.expiresAt, uint64(latest));

        uint256 tokenId = listing.tokenId;
        uint32 count = ticket.transferCount();
        if (ticket.holder() == address(0)) revert ERC721NonexistentToken(tokenId);
        if (ticket.holder() != listing.seller) revert UsherEvent_NotHolder(tokenId, listing.seller);
        if (count != listing.transferCount) {
            revert UsherEvent_ListingOutdated(tokenId, listing.transferCount, count);
        }
        bytes32 digest = hashListing(listing);
        if (_epochOf(listing.seller) != listing.epoch || _canceledListings[digest]) {
            revert UsherEvent_ListingCanceled(digest);
        }
        _checkSignature(listing.seller, digest, signature);
    }

    /// @dev The highest price of a ticket, and the organizer's part of this one, which counts only if it is not higher.
    function _termsOf(uint256 tokenId, uint256 price) private view returns (uint256 highest, uint256 royalty) {
        Tier storage stored = _tiers[TicketId.tierOf(tokenId)];
        (uint256 face, uint256 capBps, uint256 royaltyBps) = (stored.price, stored.resaleCapBps, stored.royaltyBps);
        // A face price is below 2^128 and a cap at most 10^6, so no price that counts overflows
        unchecked {
            highest = (face * capBps) / BPS;
            royalty = (price * royaltyBps) / BPS;
        }
    }
}
