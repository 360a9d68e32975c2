// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Listing, TierSettings, TransferPolicy} from "../../../contracts/interfaces/EventTypes.sol";
import {IEventMarket} from "../../../contracts/interfaces/IEventMarket.sol";
import {CrowdOfTickets} from "./CrowdOfTickets.sol";
import {VM} from "./Vm.sol";

/// @notice What the crowd does at the house market.
abstract contract CrowdAtMarket is CrowdOfTickets {
    /// A listing that somebody has signed, whether or not it was his to sign.
    struct Offer {
        Listing listing;
        bytes signature;
        bool isForged;
        bool isCanceled;
    }

    uint256 private constant PRICED = 1 ether;

    Offer[] private _offers;

    /// @notice Signs a listing of a ticket's holder: mostly one that counts.
    function list(uint256 which, uint256 priced, uint256 lasts, uint256 slip) external {
        uint256 tokenId = _someTicket(which);
        Ticket memory ticket = _tickets[tokenId];
        address seller = ticket.holder == address(0) ? _person(which) : ticket.holder;
        uint256 highest = ticket.tierId == 0 ? PRICED : _highestOf(ticket.tierId);
        // One in eight asks for more than the cap
        uint256 price = priced % 8 == 0 ? highest + 1 + ((priced >> 3) % PRICED) : (priced >> 3) % (highest + 1);
        Offer storage offer = _offers.push();
        offer.listing = Listing({
            seller: seller,
            tokenId: tokenId,
            transferCount: slip % 16 == 1 ? ticket.moves + 1 : ticket.moves,
            epoch: slip % 16 == 2 ? _epoch[seller] + 1 : _epoch[seller],
            price: price,
            expiresAt: uint64(block.timestamp + (lasts % 31 days))
        });
        address signer = slip % 16 == 3 ? _person(slip >> 4) : seller;
        offer.isForged = signer != seller;
        offer.signature = _sign(signer, SUBJECT.hashListing(offer.listing));
    }

    function buyListing(uint256 by, uint256 which, uint256 to, uint256 slip) external {
        if (_offers.length == 0) return;
        Offer memory offer = _mostlyNewest(which);
        (address buyer, address next) = (_person(by), _person(to));
        uint256 price = offer.listing.price;
        uint256 value = CURRENCY == address(0) ? price : 0;
        // One in sixteen pays one unit too much, in a coin that is due or not
        if (slip % 16 == 1) ++value;
        bool mustPass = _mayResell(offer) && slip % 16 != 1;

        VM.deal(buyer, buyer.balance + value);
        uint256 credit = SUBJECT.creditOf(offer.listing.seller);
        bytes memory data = abi.encodeCall(IEventMarket.buyListing, (offer.listing, offer.signature, next));
        bool isDone = _call(buyer, value, data);
        _judge("buyListing", isDone, mustPass);
        if (!isDone) return;
        TierSettings memory tier = _tierSettings[_tickets[offer.listing.tokenId].tierId - 1];
        uint256 royalty = (price * tier.royaltyBps) / 10_000;
        _moveTo(offer.listing.tokenId, next);
        _credit[_organizer] += royalty;
        _received += price;
        // A wallet with code may fail to take the money; then it is owed, to the last unit
        if (price > royalty && SUBJECT.creditOf(offer.listing.seller) == credit + price - royalty) {
            _credit[offer.listing.seller] += price - royalty;
        } else {
            _paidOut += price - royalty;
        }
    }

    function cancelListing(uint256 by, uint256 which) external {
        if (_offers.length == 0) return;
        Offer storage offer = _mostlyNewest(which);
        address caller = by % 4 == 0 ? _person(by >> 2) : offer.listing.seller;
        bool isDone = _call(caller, 0, abi.encodeCall(IEventMarket.cancelListing, (offer.listing)));
        _judge("cancelListing", isDone, caller == offer.listing.seller);
        if (!isDone) return;
        bytes32 digest = SUBJECT.hashListing(offer.listing);
        for (uint256 i = 0; i < _offers.length; ++i) {
            if (SUBJECT.hashListing(_offers[i].listing) == digest) _offers[i].isCanceled = true;
        }
    }

    function cancelListings(uint256 by) external {
        address caller = _person(by);
        bool isDone = _call(caller, 0, abi.encodeCall(IEventMarket.cancelListings, ()));
        _judge("cancelListings", isDone, true);
        if (isDone) ++_epoch[caller];
    }

    /// @dev The last listing, or now and then an earlier one.
    function _mostlyNewest(uint256 seed) private view returns (Offer storage) {
        return _offers[seed % 4 == 0 ? (seed >> 2) % _offers.length : _offers.length - 1];
    }

    function _highestOf(uint16 tierId) private view returns (uint256) {
        TierSettings memory tier = _tierSettings[tierId - 1];
        return (uint256(tier.price) * tier.resaleCapBps) / 10_000;
    }

    function _mayResell(Offer memory offer) private view returns (bool) {
        Listing memory listing = offer.listing;
        Ticket memory ticket = _tickets[listing.tokenId];
        if (offer.isForged || offer.isCanceled || !_mayMoveNow(ticket)) return false;
        if (block.timestamp >= listing.expiresAt || listing.expiresAt > block.timestamp + 30 days) return false;
        if (ticket.holder != listing.seller || ticket.moves != listing.transferCount) return false;
        if (_epoch[listing.seller] != listing.epoch || listing.price > _highestOf(ticket.tierId)) return false;
        return _tierSettings[ticket.tierId - 1].transferPolicy != TransferPolicy.Bound;
    }
}
