// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @notice Who may move a ticket from one wallet to another, before the event's cut-off.
/// @dev From the cut-off on nothing moves, whatever the policy.
enum TransferPolicy {
    /// Its holder and whomever he approves, as any ERC-721 token.
    Open,
    /// Its holder himself (approvals and operators do not count), or the house market.
    Gift,
    /// The house market only: every ERC-721 transfer call is refused.
    Market,
    /// Nobody: it stays with the wallet it was issued to.
    Bound
}

/// @notice Where an event stands. It goes Selling → Ended → Settled, or leaves Selling or Ended for Canceled, or
/// Ended for Refunding. It never goes back.
enum EventStatus {
    /// Before its end: tickets are issued and move as their tiers say.
    Selling,
    /// After its end, with the money still in escrow.
    Ended,
    /// The organizer has withdrawn the proceeds; no refund is possible any more.
    Settled,
    /// The organizer canceled; nothing moves, every paid ticket can be refunded.
    Canceled,
    /// Nobody settled for 180 days after the end and somebody opened the refunds.
    Refunding
}

/// @notice What an event is created with.
/// @param name Name of the event, 1 to 64 bytes of text. Fixed.
/// @param symbol ERC-721 symbol, 1 to 64 bytes of text. Fixed.
/// @param organizer Who runs the event; must be the caller of the factory. Moves by a two-step hand-over.
/// @param currency ERC-20 token that all prices are in, or 0 for the chain's native coin. Fixed.
/// @param doorsAt When admission begins, Unix seconds. See {IUsherEvent-changeTimes}.
/// @param endsAt When the event is over, Unix seconds, after `doorsAt`. See {IUsherEvent-changeTimes}.
/// @param cutOffAt From when on no ticket moves, Unix seconds, at most `endsAt`. See {IUsherEvent-changeTimes}.
/// @param reissueDelay Seconds between the announcement of a reissue and its effect; 0: this event never reissues.
/// Fixed.
/// @param renderer Contract that makes the tickets' metadata, an {IUsherRenderer}. Fixed.
/// @param contractURI ERC-7572 document with title, venue, IANA time zone and picture; may be empty.
struct EventSettings {
    string name;
    string symbol;
    address organizer;
    address currency;
    uint64 doorsAt;
    uint64 endsAt;
    uint64 cutOffAt;
    uint32 reissueDelay;
    address renderer;
    string contractURI;
}

/// @notice What a tier is configured with. `name`, `price`, `transferPolicy`, `resaleCapBps` and `royaltyBps` are
/// fixed by the tier's first ticket; the others may change later.
/// @param name Name of the tier, 1 to 64 bytes of text.
/// @param price Face price of one ticket, in the smallest unit of the event's currency; 0: free.
/// @param supply How many tickets may ever be issued, void ones included: 1 to 999,999, never below what is issued.
/// @param saleStartsAt First Unix second of the sale.
/// @param saleEndsAt First Unix second after the sale; equal to `saleStartsAt`: not for sale, only minted.
/// @param perPayer How many one wallet may buy, 0: as many as it likes. A courtesy rule, as wallets are free.
/// @param transferPolicy Who may move its tickets.
/// @param resaleCapBps Highest resale price on the house market, in basis points of the face price.
/// @param royaltyBps Share of each resale that the organizer gets, in basis points, at most 1,000.
struct TierSettings {
    string name;
    uint128 price;
    uint32 supply;
    uint64 saleStartsAt;
    uint64 saleEndsAt;
    uint32 perPayer;
    TransferPolicy transferPolicy;
    uint32 resaleCapBps;
    uint16 royaltyBps;
}

/// @notice A holder's offer to sell one ticket on the house market, signed as EIP-712 typed data. See {IEventMarket}.
/// @param seller Who holds the ticket and has signed.
/// @param tokenId The ticket.
/// @param transferCount {IEventTickets-transferCountOf} of the ticket when it was signed.
/// @param epoch {IEventMarket-epochOf} of the seller when it was signed.
/// @param price What the buyer pays, royalty included, in the smallest unit of the event's currency.
/// @param expiresAt First Unix second at which it no longer counts; it counts at most 30 days before.
struct Listing {
    address seller;
    uint256 tokenId;
    uint32 transferCount;
    uint32 epoch;
    uint256 price;
    uint64 expiresAt;
}

/// @notice A minter's promise of tickets, signed as EIP-712 typed data. See {IEventVouchers}.
/// @param voucherId Names the voucher; chosen at random.
/// @param signer Who has signed; must be the organizer or a minter when it is claimed.
/// @param tierId The tier.
/// @param count How many tickets.
/// @param recipient Who gets them; 0 if `key` says so.
/// @param key The one-time key of a link, which signs to whom they go; 0 if `recipient` is named.
/// @param expiresAt First Unix second at which it can no longer be claimed.
struct Voucher {
    bytes32 voucherId;
    address signer;
    uint16 tierId;
    uint32 count;
    address recipient;
    address key;
    uint64 expiresAt;
}
