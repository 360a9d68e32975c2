// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IERC2981} from "@openzeppelin/contracts/interfaces/IERC2981.sol";
import {IERC4906} from "@openzeppelin/contracts/interfaces/IERC4906.sol";
import {IERC721Metadata} from "@openzeppelin/contracts/interfaces/IERC721Metadata.sol";
import {EventSettings, EventStatus, TierSettings, TransferPolicy} from "./EventTypes.sol";
import {IERC5192} from "./IERC5192.sol";
import {IERC7572} from "./IERC7572.sol";

/// @title IUsherEvent
/// @notice One event that people attend, and its tickets as ERC-721 tokens. The contract decides who may hold a ticket,
/// and keeps what was paid for the tickets until the event is over.
///
/// @dev Roles. The organizer is the ERC-173 owner and hands over in two steps (`transferOwnership`, then
/// `acceptOwnership`). He grants and revokes `MINTER_ROLE` and `GATE_ROLE` with the calls of OpenZeppelin's
/// AccessControl, and may himself do what they allow.
///
/// Token ids. `tierId * 1_000_000 + number`: the decimal digits are read at the door, 2000137 is number 137 of tier 2.
/// Numbers run from 1 within a tier in the order of issue. No id is used twice, and every id is below 2^64.
///
/// Following the chain. The logs alone tell everything: settings, tiers, times, who holds what, what was paid and
/// refunded, and where the event stands. Mints make no receiver callback.
///
/// Standards. ERC-721 with metadata, ERC-2981, ERC-4906, ERC-5192, ERC-7572, all answered through ERC-165.
interface IUsherEvent is IERC721Metadata, IERC2981, IERC4906, IERC5192, IERC7572 {
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

    /*//////////////////////////////////////////////////////////////////////////
              LOGS WHOSE SHAPE IS FIXED, NOT YET EMITTED BY THIS VERSION
    //////////////////////////////////////////////////////////////////////////*/

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

    /*//////////////////////////////////////////////////////////////////////////
                                 ERRORS: SETTINGS
    //////////////////////////////////////////////////////////////////////////*/

    /// @notice Thrown when a name or symbol is empty, over 64 bytes, or holds one of `< > & " ' \` or a control
    /// character.
    error UsherEvent_NameInvalid(string name);

    /// @notice Thrown when a URI is over 2,048 bytes or holds anything but printable ASCII without space and `" < > \`.
    error UsherEvent_URIInvalid(string uri);

    /// @notice Thrown when an event would be left without organizer.
    error UsherEvent_OrganizerRequired();

    /// @notice Thrown when the currency or the renderer is an address without code.
    error UsherEvent_NotContract(address account);

    /// @notice Thrown when the settings name another currency, renderer or reissue delay than the clone's own code.
    error UsherEvent_CloneArgsDiffer();

    /// @notice Thrown unless `doorsAt < endsAt`, `cutOffAt <= endsAt`, the end is ahead and all are below 2^32.
    error UsherEvent_TimesInvalid(uint64 doorsAt, uint64 endsAt, uint64 cutOffAt);

    /// @notice Thrown when tickets exist and the three times do not move later by the same step.
    error UsherEvent_TimesNotTogether(uint64 doorsAt, uint64 endsAt, uint64 cutOffAt);

    /// @notice Thrown when tickets exist and the end would be over 60 days later than at the first ticket.
    error UsherEvent_MovedTooFar(uint64 endsAt, uint64 latestEndsAt);

    /// @notice Thrown when the reissue delay is neither 0 nor from one hour to 30 days.
    error UsherEvent_ReissueDelayInvalid(uint32 reissueDelay);

    /// @notice Thrown when a tier's supply is 0, over 999,999 or below what was issued.
    error UsherEvent_SupplyInvalid(uint32 supply, uint32 issued);

    /// @notice Thrown when a sale would end before it starts, or at 2^32 or later.
    error UsherEvent_SaleWindowInvalid(uint64 saleStartsAt, uint64 saleEndsAt);

    /// @notice Thrown when a limit per payer is over 999,999.
    error UsherEvent_PerPayerInvalid(uint32 perPayer);

    /// @notice Thrown when a resale cap is over a hundred times the face price.
    error UsherEvent_ResaleCapTooHigh(uint32 resaleCapBps, uint32 highestBps);

    /// @notice Thrown when a royalty is over 10 %.
    error UsherEvent_RoyaltyTooHigh(uint16 royaltyBps, uint16 highestBps);

    /// @notice Thrown when no tier has this id.
    error UsherEvent_TierUnknown(uint16 tierId);

    /// @notice Thrown when a tier has issued tickets and a setting that they rely on would change.
    error UsherEvent_TierFixed(uint16 tierId, uint32 issued);

    /// @notice Thrown when a role is granted that does not exist here.
    error UsherEvent_RoleUnknown(bytes32 role);

    /*//////////////////////////////////////////////////////////////////////////
                                 ERRORS: TICKETS
    //////////////////////////////////////////////////////////////////////////*/

    /// @notice Thrown when a call names no ticket at all.
    error UsherEvent_CountZero();

    /// @notice Thrown when a tier has fewer places left than asked for.
    error UsherEvent_SoldOut(uint16 tierId, uint256 left, uint256 count);

    /// @notice Thrown when sales are paused.
    error UsherEvent_SalesPaused();

    /// @notice Thrown when sales are resumed that are not paused.
    error UsherEvent_SalesNotPaused();

    /// @notice Thrown outside a tier's sale window.
    error UsherEvent_NotOnSale(uint16 tierId, uint64 saleStartsAt, uint64 saleEndsAt);

    /// @notice Thrown when a tier costs something else than the buyer expects.
    error UsherEvent_PriceChanged(uint256 expected, uint256 price);

    /// @notice Thrown when a purchase would put the payer over the tier's limit.
    error UsherEvent_PayerLimit(uint16 tierId, uint256 limit, uint256 count);

    /// @notice Thrown when not exactly the due amount arrived.
    error UsherEvent_PaymentInexact(uint256 due, uint256 paid);

    /// @notice Thrown when a ticket would begin, move or end although the event is canceled, settled or refunding.
    error UsherEvent_Frozen(EventStatus status);

    /// @notice Thrown when something that must happen before the end comes after it.
    error UsherEvent_Ended(uint64 endsAt);

    /// @notice Thrown when a ticket would move at or after the cut-off.
    error UsherEvent_CutOffPassed(uint64 cutOffAt);

    /// @notice Thrown when a ticket's tier does not let this caller move it.
    error UsherEvent_TransferRefused(uint256 tokenId, TransferPolicy transferPolicy, address caller);

    /*//////////////////////////////////////////////////////////////////////////
                                  ERRORS: MONEY
    //////////////////////////////////////////////////////////////////////////*/

    /// @notice Thrown when refunds are not open.
    error UsherEvent_RefundsClosed();

    /// @notice Thrown when somebody but its holder asks for a ticket's refund.
    error UsherEvent_NotHolder(uint256 tokenId, address account);

    /// @notice Thrown when a ticket was issued free or has been refunded already.
    error UsherEvent_NothingToRefund(uint256 tokenId);

    /// @notice Thrown when it is too early, with the Unix second from which on it can be done.
    error UsherEvent_TooEarly(uint64 possibleAt);

    /// @notice Thrown when nothing is owed to this account.
    error UsherEvent_NoCredit(address account);

    /// @notice Thrown when money would be sent to the zero address.
    error UsherEvent_RecipientRequired();

    /// @notice Thrown when a recipient does not accept the native coin.
    error UsherEvent_PaymentFailed(address to, uint256 amount);

    /*//////////////////////////////////////////////////////////////////////////
                                 READS: THE EVENT
    //////////////////////////////////////////////////////////////////////////*/

    /// @notice Role that issues tickets without payment: `keccak256("MINTER_ROLE")`.
    function MINTER_ROLE() external view returns (bytes32);

    /// @notice Role of the gate: `keccak256("GATE_ROLE")`.
    function GATE_ROLE() external view returns (bytes32);

    /// @notice ERC-20 token that all prices are in, or 0 for the native coin.
    function currency() external view returns (address);

    /// @notice When admission begins, Unix seconds.
    function doorsAt() external view returns (uint64);

    /// @notice When the event is over, Unix seconds.
    function endsAt() external view returns (uint64);

    /// @notice From when on no ticket moves, Unix seconds.
    function cutOffAt() external view returns (uint64);

    /// @notice Seconds between the announcement of a reissue and its effect; 0: never reissued.
    function reissueDelay() external view returns (uint32);

    /// @notice The contract that makes the tickets' metadata.
    function renderer() external view returns (address);

    /// @notice Where the event stands now.
    function status() external view returns (EventStatus);

    /// @notice Whether sales are paused.
    function salesPaused() external view returns (bool);

    /// @notice Whether holders of paid tickets can take their money back now.
    function refundsOpen() external view returns (bool);

    /// @notice How many tiers there are; their ids run from 1.
    function tierCount() external view returns (uint16);

    /// @notice A tier and how many tickets it has ever issued.
    /// @dev Reverts with {UsherEvent_TierUnknown}.
    function tier(uint16 tierId) external view returns (TierSettings memory settings, uint32 issued);

    /// @notice How many tickets of a tier a wallet has bought.
    function boughtBy(uint16 tierId, address payer) external view returns (uint32);

    /*//////////////////////////////////////////////////////////////////////////
                                  READS: TICKETS
    //////////////////////////////////////////////////////////////////////////*/

    /// @notice The tier of a ticket, from its id alone; 0 for what is too high to be an id.
    function tierOf(uint256 tokenId) external pure returns (uint16);

    /// @notice The running number of a ticket in its tier, from its id alone.
    function numberOf(uint256 tokenId) external pure returns (uint32);

    /// @notice How often a ticket has moved or ended. It never sinks, so what was signed for one count of a ticket is
    /// worthless from its next movement on.
    function transferCountOf(uint256 tokenId) external view returns (uint32);

    /// @notice What was paid for a ticket and is still in escrow for it; 0 if it was free, refunded or void.
    function paidFor(uint256 tokenId) external view returns (uint256);

    /// @notice What is in escrow for all tickets together.
    function escrow() external view returns (uint256);

    /// @notice What the contract owes an account and sends when it calls {withdrawCredit}.
    function creditOf(address account) external view returns (uint256);

    /// @notice What the contract owes all accounts together.
    function totalCredit() external view returns (uint256);

    /*//////////////////////////////////////////////////////////////////////////
                                WRITES: ORGANIZING
    //////////////////////////////////////////////////////////////////////////*/

    /// @notice Sets the event up. The factory calls it in the transaction that makes the clone.
    ///
    /// Emits `OwnershipTransferred`, {EventConfigured} and one {TierConfigured} per tier.
    ///
    /// Requirements:
    /// - Not called before; never on the implementation itself.
    /// - `currency`, `renderer` and `reissueDelay` as in the clone's code, where {IUsherFactory} puts them.
    /// - Names of 1 to 64 bytes without `< > & " ' \` and control characters.
    /// - `organizer` not 0; `renderer` a contract; `currency` a contract or 0.
    /// - `doorsAt < endsAt`, `cutOffAt <= endsAt`, `endsAt` ahead and below 2^32.
    /// - `reissueDelay` 0, or from one hour to 30 days.
    /// - For each tier what {addTier} requires.
    function initialize(EventSettings calldata settings, TierSettings[] calldata tiers) external;

    /// @notice Adds a tier, which gets the next id.
    ///
    /// Emits {TierConfigured}.
    ///
    /// Requirements:
    /// - Called by the organizer, while the event is neither over nor canceled.
    /// - Supply from 1 to 999,999; sale not ending before it starts and ending before 2^32; limit per payer at most
    ///   999,999; resale cap at most a hundred times the face price; royalty at most 10 %.
    function addTier(TierSettings calldata settings) external returns (uint16 tierId);

    /// @notice Changes a tier.
    ///
    /// Emits {TierConfigured}.
    ///
    /// Requirements:
    /// - As for {addTier}; the supply not below what was issued.
    /// - Once the tier has issued a ticket: name, price, transfer policy, resale cap and royalty as they are.
    function changeTier(uint16 tierId, TierSettings calldata settings) external;

    /// @notice Changes the times of the event.
    ///
    /// Emits {TimesChanged} and, once a ticket was issued, {RefundsOpened}; ERC-4906's `BatchMetadataUpdate`.
    ///
    /// Notes:
    /// - Before the first ticket the times are free. After it they are a promise: all three move later by the same step,
    ///   60 days in all at most, and whoever paid may take his money back until doors.
    ///
    /// Requirements:
    /// - Called by the organizer, while the event is neither over nor canceled.
    /// - The new times as {initialize} requires them.
    function changeTimes(uint64 doorsAt, uint64 endsAt, uint64 cutOffAt) external;

    /// @notice Changes where the event's description is.
    ///
    /// Emits {ContractURIChanged} and ERC-7572's `ContractURIUpdated`.
    ///
    /// Requirements: called by the organizer; a URI of up to 2,048 characters, or empty.
    function changeContractURI(string calldata contractURI) external;

    /// @notice Stops {buy} for now; minting goes on.
    ///
    /// Emits {SalesPaused}. Requirements: called by the organizer; not paused.
    function pauseSales() external;

    /// @notice Lets {buy} go on.
    ///
    /// Emits {SalesResumed}. Requirements: called by the organizer; paused.
    function resumeSales() external;

    /*//////////////////////////////////////////////////////////////////////////
                            WRITES: THE LIFE OF A TICKET
    //////////////////////////////////////////////////////////////////////////*/

    /// @notice Buys tickets of one tier.
    ///
    /// Emits {TicketsSold} if the tier has a price, and one `Transfer` per ticket.
    ///
    /// Notes:
    /// - The contract keeps the money for the tickets until the event is over.
    /// - An ERC-20 payment is pulled from the caller, who has approved it; it counts only if the contract's balance grew
    ///   by exactly the amount due.
    ///
    /// Requirements:
    /// - Sales not paused; the tier on sale; the event neither over nor canceled.
    /// - `expectedPrice` is the tier's price, so that nobody pays a price he has not seen.
    /// - Enough places left, and the caller within the tier's limit.
    /// - Native coin: exactly `expectedPrice * count` sent along. ERC-20: none sent along.
    ///
    /// @param tierId The tier.
    /// @param count How many tickets, at least 1.
    /// @param to Who gets them.
    /// @param expectedPrice What the buyer has been shown as the price of one ticket.
    /// @return firstTokenId The first ticket; the others follow without a gap.
    function buy(
        uint16 tierId,
        uint256 count,
        address to,
        uint256 expectedPrice
    ) external payable returns (uint256 firstTokenId);

    /// @notice Issues tickets of one tier to one holder, without payment.
    ///
    /// Emits one `Transfer` per ticket.
    ///
    /// Requirements:
    /// - Called by the organizer or a minter, while the event is neither over nor canceled.
    /// - Enough places left.
    ///
    /// @return firstTokenId The first ticket; the others follow without a gap.
    function mint(uint16 tierId, address to, uint256 count) external returns (uint256 firstTokenId);

    /// @notice Issues one ticket of a tier to each of many holders, without payment. Long lists go in chunks.
    ///
    /// Emits one `Transfer` per ticket. Requirements: as for {mint}; all or none.
    ///
    /// @param recipients Who gets a ticket, in the order of their numbers; whoever stands twice gets two.
    /// @return firstTokenId The ticket of the first recipient; the others follow without a gap.
    function airdrop(uint16 tierId, address[] calldata recipients) external returns (uint256 firstTokenId);

    /// @notice Ends tickets for good. Their places are not sold again.
    ///
    /// Emits {TicketVoided} and `Transfer` to 0 per ticket, {CreditAdded} for each that was paid.
    ///
    /// Notes:
    /// - What was paid for a ticket is credited to its holder.
    ///
    /// Requirements:
    /// - Called by the organizer, while the event is neither canceled nor settled.
    /// - Every ticket exists.
    function voidTickets(uint256[] calldata tokenIds) external;

    /*//////////////////////////////////////////////////////////////////////////
                                  WRITES: MONEY
    //////////////////////////////////////////////////////////////////////////*/

    /// @notice Cancels the event. Freezes every movement and opens refunds.
    ///
    /// Emits {EventCanceled} and ERC-4906's `BatchMetadataUpdate`.
    ///
    /// Requirements: called by the organizer, before he has withdrawn the proceeds and before {openRefunds}.
    function cancelEvent() external;

    /// @notice Opens refunds for good because nobody settled the event in time.
    ///
    /// Emits {RefundsOpened}.
    ///
    /// Requirements: 180 days have passed since the end; the event is neither canceled nor settled. Anyone may call.
    function openRefunds() external;

    /// @notice Pays back exactly what was paid for tickets. Each is refunded once.
    ///
    /// Emits {TicketRefunded} per ticket, and `Transfer` to 0 if the event goes on without its holder.
    ///
    /// Requirements:
    /// - Refunds are open: the event is canceled, or its times were moved and doors are ahead, or {openRefunds}.
    /// - The caller holds every ticket, and each was paid.
    ///
    /// @param tokenIds The tickets.
    /// @param to Who is paid.
    function refund(uint256[] calldata tokenIds, address to) external returns (uint256 amount);

    /// @notice Pays the organizer what is in escrow and settles the event.
    ///
    /// Emits {EventSettled}.
    ///
    /// Requirements: called by the organizer, 72 hours or more after the end, once, not after {openRefunds}.
    ///
    /// @param to Who is paid.
    function withdraw(address to) external returns (uint256 amount);

    /// @notice Pays the caller all that the contract owes him.
    ///
    /// Emits {CreditWithdrawn}.
    ///
    /// Requirements: something is owed.
    ///
    /// @param to Who is paid.
    function withdrawCredit(address to) external returns (uint256 amount);
}
