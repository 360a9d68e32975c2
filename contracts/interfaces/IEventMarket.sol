// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Listing} from "./EventTypes.sol";

/// @title IEventMarket
/// @notice The house market: a holder signs a listing, which costs him no gas, and whoever wants the ticket buys it here.
///
/// @dev A listing is EIP-712 typed data of the domain (`Usher Event`, `1`, chain id, this event's address), of the type
/// `Listing(address seller,uint256 tokenId,uint32 transferCount,uint32 epoch,uint256 price,uint64 expiresAt)`. Contract
/// wallets sign by ERC-1271. A listing dies with the next movement of its ticket, because that changes the count.
interface IEventMarket {
    /// @notice The epoch that a seller's listings must name: how often he has taken them all back.
    function epochOf(address seller) external view returns (uint32);

    /// @notice The EIP-712 digest of a listing, which its seller signs and by which logs name it.
    function hashListing(Listing calldata listing) external view returns (bytes32);

    /// @notice Whether the listing of this digest was taken back by {cancelListing}.
    function isListingCanceled(bytes32 listing) external view returns (bool);

    /// @notice Buys a listed ticket.
    ///
    /// Emits `Transfer`, {IEventLogs-TicketResold} and, if there is a royalty, {IEventLogs-CreditAdded} for the organizer;
    /// {IEventLogs-CreditAdded} for the seller if he could not be paid.
    ///
    /// Notes:
    /// - The seller is paid last, with at most 100,000 gas. If that fails the money is credited to him and the sale stands.
    /// - What the ticket's first buyer paid stays in escrow for it: a refund pays that, not what was paid here.
    /// - The buyer's receiver is not called.
    ///
    /// Requirements:
    /// - The seller holds the ticket, at the count, and is in the epoch, that he signed; he has not taken it back.
    /// - It expires after now, and within 30 days.
    /// - The price is within the tier's resale cap.
    /// - The tier is not bound, the ticket neither used nor frozen, the cut-off ahead.
    /// - Native coin: exactly the price sent along. ERC-20: none sent along, the price approved.
    ///
    /// @param listing What the seller has signed.
    /// @param signature His signature.
    /// @param to Who gets the ticket.
    function buyListing(Listing calldata listing, bytes calldata signature, address to) external payable;

    /// @notice Takes one listing back.
    ///
    /// Emits {IEventLogs-ListingCanceled}. Requirements: called by its seller.
    function cancelListing(Listing calldata listing) external;

    /// @notice Takes back every listing that the caller has signed so far.
    ///
    /// Emits {IEventLogs-ListingsCanceled}.
    function cancelListings() external;
}
