// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {EventStatus, TransferPolicy} from "./EventTypes.sol";

/// @title IEventErrors
/// @notice Why an event refuses a call, with the values that made it refuse.
interface IEventErrors {
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

    /// @notice Thrown when tickets exist and the times do not move later by the same step; the cut-off no longer moves once
    /// it has passed.
    error UsherEvent_TimesNotTogether(uint64 doorsAt, uint64 endsAt, uint64 cutOffAt);

    /// @notice Thrown when tickets exist and the end would be over 60 days later than at the first ticket.
    error UsherEvent_MovedTooFar(uint64 endsAt, uint64 latestEndsAt);

    /// @notice Thrown when tickets exist and doors would be moved to a time that has passed, which leaves none for refunds.
    error UsherEvent_DoorsNotAhead(uint64 doorsAt);

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

    /// @notice Thrown when somebody but the organizer, or whom he offered the event to, does what is his alone. Named as in
    /// OpenZeppelin's Ownable.
    error OwnableUnauthorizedAccount(address account);

    /// @notice Thrown when a role is granted that does not exist here.
    error UsherEvent_RoleUnknown(bytes32 role);

    /*//////////////////////////////////////////////////////////////////////////
                                 ERRORS: TICKETS
    //////////////////////////////////////////////////////////////////////////*/

    /// @notice Thrown when a call names no ticket at all.
    error UsherEvent_CountZero();

    /// @notice Thrown when a tier has fewer places left than asked for.
    error UsherEvent_SoldOut(uint16 tierId, uint256 left, uint256 count);

    /// @notice Thrown when an airdrop was issued under this id already.
    error UsherEvent_AirdropDone(bytes32 airdropId);

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

    /// @notice Thrown when somebody does what only the ticket's holder may.
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
                  ERRORS: MARKET, VOUCHERS, REISSUE AND GATE
    //////////////////////////////////////////////////////////////////////////*/

    /// @notice Thrown when somebody has not signed what he should have.
    error UsherEvent_SignatureInvalid(address signer);

    /// @notice Thrown when a ticket has moved since its listing was signed.
    error UsherEvent_ListingOutdated(uint256 tokenId, uint32 signedCount, uint32 transferCount);

    /// @notice Thrown when its seller has taken a listing back, alone or with all of them.
    error UsherEvent_ListingCanceled(bytes32 listing);

    /// @notice Thrown when a listing has expired.
    error UsherEvent_ListingExpired(uint64 expiresAt);

    /// @notice Thrown when a listing expires more than 30 days from now.
    error UsherEvent_ListingTooLong(uint64 expiresAt, uint64 latest);

    /// @notice Thrown when a listing asks more than the tier's resale cap allows.
    error UsherEvent_PriceAboveCap(uint256 price, uint256 highest);

    /// @notice Thrown when a voucher names both a recipient and a key, or neither.
    error UsherEvent_VoucherUnbound(bytes32 voucherId);

    /// @notice Thrown when a voucher is for somebody else.
    error UsherEvent_VoucherNotFor(bytes32 voucherId, address to);

    /// @notice Thrown when a voucher has expired.
    error UsherEvent_VoucherExpired(bytes32 voucherId, uint64 expiresAt);

    /// @notice Thrown when a voucher was claimed or taken back already.
    error UsherEvent_VoucherSpent(bytes32 voucherId);

    /// @notice Thrown when a reissue is announced by an event that has declared none.
    error UsherEvent_ReissueUndeclared();

    /// @notice Thrown when no reissue of this ticket is announced, or the ticket has moved since.
    error UsherEvent_ReissueNotAnnounced(uint256 tokenId);

    /// @notice Thrown when a ticket would move that is marked as used.
    error UsherEvent_TicketUsed(uint256 tokenId);

    /// @notice Thrown when a part of the scan log would end before it begins.
    error UsherEvent_RangeInvalid(uint64 fromSeq, uint64 toSeq);
}
