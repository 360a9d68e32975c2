// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IAccessControl} from "@openzeppelin/contracts/access/IAccessControl.sol";
import {EventSettings, EventStatus, TierSettings} from "./EventTypes.sol";
import {IERC7572} from "./IERC7572.sol";

/// @title IEventOffice
/// @notice How an event is organized: its settings, its roles, and the end of its money.
interface IEventOffice is IAccessControl, IERC7572 {
    /*//////////////////////////////////////////////////////////////////////////
                              LOGS AND ERRORS OF ERC-173
    //////////////////////////////////////////////////////////////////////////*/

    /// @notice Emitted when the organizer offers the event to another account, or to nobody.
    event OwnershipTransferStarted(address indexed previousOwner, address indexed newOwner);

    /// @notice Emitted when an event gets its organizer.
    event OwnershipTransferred(address indexed previousOwner, address indexed newOwner);

    /*//////////////////////////////////////////////////////////////////////////
                                 READS: THE EVENT
    //////////////////////////////////////////////////////////////////////////*/

    /// @notice Role that issues tickets without payment: `keccak256("MINTER_ROLE")`.
    function MINTER_ROLE() external view returns (bytes32);

    /// @notice Role of the gate: `keccak256("GATE_ROLE")`.
    function GATE_ROLE() external view returns (bytes32);

    /// @notice The organizer, as ERC-173 has it.
    function owner() external view returns (address);

    /// @notice Whom the organizer has offered the event to; 0: nobody.
    function pendingOwner() external view returns (address);

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

    /// @notice What {IEventTickets-airdropOnce} has issued under an id: `keccak256(abi.encode(tierId, recipients))`; 0:
    /// nothing. So whoever sends a long list in chunks learns which of them have arrived, and that they arrived as sent.
    function airdropOf(bytes32 airdropId) external view returns (bytes32 digest);

    /// @notice What is in escrow for all tickets together.
    function escrow() external view returns (uint256);

    /// @notice What the contract owes an account and sends when it calls {withdrawCredit}.
    function creditOf(address account) external view returns (uint256);

    /// @notice What the contract owes all accounts together.
    function totalCredit() external view returns (uint256);

    /*//////////////////////////////////////////////////////////////////////////
                                    WRITES: ROLES
    //////////////////////////////////////////////////////////////////////////*/

    /// @notice Offers the event to another account, which becomes its organizer by {acceptOwnership}. The zero address
    /// takes an offer back.
    ///
    /// Emits {OwnershipTransferStarted}. Requirements: called by the organizer.
    function transferOwnership(address newOwner) external;

    /// @notice Takes the event over.
    ///
    /// Emits {OwnershipTransferred}. Requirements: called by the account that it was offered to last.
    function acceptOwnership() external;

    /// @notice Always refused with {IEventErrors-UsherEvent_OrganizerRequired}: an event without organizer could neither
    /// be canceled nor settled.
    function renounceOwnership() external pure;

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
    ///   60 days in all at most, doors to a time ahead, and whoever paid may take his money back until doors.
    /// - Once the cut-off has passed it stays where it is and only doors and end move: a ticket whose holder may be inside
    ///   never moves again.
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
