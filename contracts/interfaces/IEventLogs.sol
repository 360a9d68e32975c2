// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {EventSettings, TierSettings} from "./EventTypes.sol";

/// @title IEventLogs
/// @notice What an event tells whoever follows it. Together with `Transfer` these logs tell everything.
interface IEventLogs {
    /*//////////////////////////////////////////////////////////////////////////
                              LOGS: THE EVENT ITSELF
    //////////////////////////////////////////////////////////////////////////*/

    /// @notice Emitted once, at creation.
    event EventConfigured(EventSettings settings);

    /// @notice Emitted when a tier is added, at creation or later, and at each change, with all its settings.
    event TierConfigured(uint16 indexed tierId, TierSettings settings);

    /// @notice Emitted when the event's times change, with all three. Once a ticket was issued they only move later
    /// and together, and {RefundsOpened} follows.
    event TimesChanged(uint64 doorsAt, uint64 endsAt, uint64 cutOffAt);

    /// @notice Emitted when the address of the event's description changes, with ERC-7572's `ContractURIUpdated`.
    event ContractURIChanged(string contractURI);

    /// @notice Emitted when the organizer stops sales for now.
    event SalesPaused();

    /// @notice Emitted when sales go on.
    event SalesResumed();

    /// @notice Emitted when the organizer cancels the event. From here on no ticket moves, and every paid ticket can be
    /// refunded.
    event EventCanceled();

    /// @notice Emitted when holders may ask for their money back although the event is not canceled: its times were
    /// moved after a ticket was issued (until doors), or nobody settled it for 180 days after its end (for good).
    event RefundsOpened();

    /// @notice Emitted when the organizer withdraws the proceeds, once. No refund is possible any more.
    /// @param to Who was paid.
    /// @param amount What was paid, in the smallest unit of the event's currency.
    event EventSettled(address indexed to, uint256 amount);

    /*//////////////////////////////////////////////////////////////////////////
                                   LOGS: TICKETS
    //////////////////////////////////////////////////////////////////////////*/

    /// @notice Emitted for a paid purchase, in the same transaction as one `Transfer` from 0 per ticket. A ticket that
    /// begins without it was issued free.
    /// @param firstTokenId First ticket; the others follow without a gap.
    /// @param count How many.
    /// @param payer Who paid.
    /// @param price What each ticket cost.
    event TicketsSold(uint256 indexed firstTokenId, uint256 count, address indexed payer, uint256 price);

    /// @notice Emitted for an airdrop under an id, after one `Transfer` from 0 per ticket.
    /// @param airdropId The id, which is good for this airdrop alone.
    /// @param firstTokenId First ticket; the others follow without a gap.
    /// @param count How many.
    event AirdropIssued(bytes32 indexed airdropId, uint256 firstTokenId, uint256 count);

    /// @notice Emitted when the organizer voids a ticket, with its `Transfer` to 0. Its place is not sold again.
    /// @param tokenId The ticket; this id never comes back.
    /// @param holder Who held it, and is credited what it had paid, see {CreditAdded}.
    event TicketVoided(uint256 indexed tokenId, address indexed holder);

    /// @notice Emitted when a ticket's holder takes his money back. If the event is neither canceled nor over, the
    /// ticket ends with it (`Transfer` to 0); else it stays where it is, worthless.
    /// @param tokenId The ticket.
    /// @param to Who was paid, named by the holder.
    /// @param amount Exactly what had been paid for this ticket.
    event TicketRefunded(uint256 indexed tokenId, address indexed to, uint256 amount);

    /// @notice Emitted when the contract owes somebody money that it does not send by itself.
    /// @param account Who may withdraw it.
    /// @param tokenId The ticket it is for.
    /// @param amount What was added.
    event CreditAdded(address indexed account, uint256 indexed tokenId, uint256 amount);

    /// @notice Emitted when somebody withdraws all that the contract owes him.
    /// @param account Whose credit it was.
    /// @param to Who was paid.
    /// @param amount What was paid.
    event CreditWithdrawn(address indexed account, address indexed to, uint256 amount);

    /// @notice A ticket was sold on the house market, with its `Transfer`.
    /// @param price What the buyer paid, royalty included.
    /// @param royalty The organizer's part of it, credited.
    event TicketResold(
        uint256 indexed tokenId,
        address indexed seller,
        address indexed buyer,
        uint256 price,
        uint256 royalty
    );

    /// @notice A seller took back one signed listing, named by its EIP-712 digest.
    event ListingCanceled(address indexed seller, bytes32 indexed listing);

    /// @notice A seller took back all listings signed for an earlier epoch.
    event ListingsCanceled(address indexed seller, uint32 epoch);

    /// @notice A voucher was claimed, with one `Transfer` from 0 per ticket.
    event VoucherClaimed(bytes32 indexed voucherId, address indexed to, uint256 firstTokenId, uint256 count);

    /// @notice A voucher was taken back before it was claimed.
    event VoucherRevoked(bytes32 indexed voucherId);

    /// @notice The organizer will reissue a ticket to another wallet unless its holder refuses in time.
    event ReissueAnnounced(uint256 indexed tokenId, address indexed holder, address indexed to, uint64 effectiveAt);

    /// @notice An announced reissue will not take place: its holder refused, or the organizer took it back.
    event ReissueDropped(uint256 indexed tokenId, address indexed by);

    /// @notice A ticket was reissued, with its `Transfer`; same token id.
    event TicketReissued(uint256 indexed tokenId, address indexed from, address indexed to);

    /// @notice The gate marked a ticket as used: it no longer moves. Decides neither a scan nor a refund.
    event TicketUsed(uint256 indexed tokenId);

    /// @notice The organizer lifted the mark.
    event TicketUseLifted(uint256 indexed tokenId);

    /// @notice The gate put the fingerprint of a part of the scan log on record.
    event ScanLogAnchored(bytes32 indexed root, uint64 fromSeq, uint64 toSeq);
}
