// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IAccessControl} from "@openzeppelin/contracts/access/IAccessControl.sol";
import {EventStatus, TransferPolicy} from "../interfaces/EventTypes.sol";
import {IEventErrors} from "../interfaces/IEventErrors.sol";
import {IEventLogs} from "../interfaces/IEventLogs.sol";
import {CloneArgs} from "../libraries/CloneArgs.sol";

/// @title EventState
/// @notice What an event remembers besides its tickets, and the checks that rest on nothing else.
/// @dev {UsherEvent} and {UsherOffice} work on the same storage. Both inherit this first, and the office declares none of
/// its own, so that its layout is the beginning of the event's. A test compares the two.
abstract contract EventState is IEventErrors, IEventLogs {
    /*//////////////////////////////////////////////////////////////////////////
                                 TYPES AND CONSTANTS
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev What nearly every call reads, in one slot. Times are below 2^32.
    /// @param organizer The ERC-173 owner.
    /// @param status Never `Ended`, which follows from the time.
    /// @param flags {SALES_PAUSED}, {IS_PROMISED} and {IS_MOVED}.
    struct Terms {
        address organizer;
        uint32 endsAt;
        uint32 cutOffAt;
        uint16 tierCount;
        EventStatus status;
        uint8 flags;
    }

    /// @param latestEndsAt The latest end that may ever be set; 0 until the first ticket is issued.
    struct Schedule {
        uint40 doorsAt;
        uint40 latestEndsAt;
    }

    /// @dev {TierSettings} and what was issued: a slot for issuing, a slot for money, and the name's.
    /// @param issued Tickets ever issued, void ones included; the last number given. Never sinks, so no id comes back.
    struct Tier {
        uint32 supply;
        uint32 issued;
        TransferPolicy transferPolicy;
        uint40 saleStartsAt;
        uint40 saleEndsAt;
        uint32 perPayer;
        uint128 price;
        uint32 resaleCapBps;
        uint16 royaltyBps;
        string name;
    }

    /// @dev A reissue that was announced when the ticket had moved `transferCount` times.
    struct Reissue {
        address to;
        uint40 effectiveAt;
        uint32 transferCount;
    }

    bytes32 internal constant MINTER = keccak256("MINTER_ROLE");
    bytes32 internal constant GATE = keccak256("GATE_ROLE");

    /// @dev Flag: sales are paused.
    uint8 internal constant SALES_PAUSED = 1;

    /// @dev Flag: a ticket was issued, so the times are a promise.
    uint8 internal constant IS_PROMISED = 2;

    /// @dev Flag: the times were moved after that.
    uint8 internal constant IS_MOVED = 4;

    /*//////////////////////////////////////////////////////////////////////////
                                       STORAGE
    //////////////////////////////////////////////////////////////////////////*/

    Terms internal _terms;
    Schedule internal _schedule;
    mapping(uint16 tierId => Tier tier) internal _tiers;
    mapping(uint16 tierId => mapping(address payer => uint32 count)) internal _boughtBy;

    address internal _pendingOrganizer;
    mapping(bytes32 role => mapping(address account => bool hasIt)) internal _roles;

    /// @dev Equals the sum of what was paid for each ticket and not given back, until settlement, and 0 after it.
    uint256 internal _escrow;

    /// @dev Equals the sum of {_creditOf} over all accounts.
    uint256 internal _totalCredit;
    mapping(address account => uint256 amount) internal _creditOf;

    /// @dev What was issued under an id, see {IEventOffice-airdropOf}.
    mapping(bytes32 airdropId => bytes32 digest) internal _airdrops;

    mapping(bytes32 listing => bool isCanceled) internal _canceledListings;
    mapping(bytes32 voucherId => bool isSpent) internal _spentVouchers;
    mapping(uint256 tokenId => Reissue reissue) internal _reissues;

    string internal _eventName;
    string internal _eventSymbol;
    string internal _contractURI;

    /*//////////////////////////////////////////////////////////////////////////
                                      MODIFIERS
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev Lets the organizer alone pass.
    modifier onlyOrganizer() {
        if (msg.sender != _terms.organizer) revert OwnableUnauthorizedAccount(msg.sender);
        _;
    }

    /// @dev Lets the organizer and whoever has the role pass.
    modifier onlyOrganizerOr(bytes32 role) {
        if (!_mayActAs(role, msg.sender)) revert IAccessControl.AccessControlUnauthorizedAccount(msg.sender, role);
        _;
    }

    /*//////////////////////////////////////////////////////////////////////////
                                      INTERNALS
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev Refuses what belongs before the end of an event that takes place.
    function _checkRunning() internal view {
        (EventStatus stored, uint256 ends) = (_terms.status, _terms.endsAt);
        if (stored != EventStatus.Selling) revert UsherEvent_Frozen(stored);
        if (block.timestamp >= ends) revert UsherEvent_Ended(uint64(ends));
    }

    /// @dev Refuses whatever would change tickets or money of an event that is canceled, settled or refunding.
    function _checkUnsettled() internal view {
        if (_terms.status != EventStatus.Selling) revert UsherEvent_Frozen(_terms.status);
    }

    /// @dev ERC-20 token that all prices are in, or 0 for the native coin.
    function _currency() internal view returns (address) {
        return CloneArgs.readCurrency();
    }

    function _getTier(uint16 tierId) internal view returns (Tier storage) {
        if (tierId == 0 || tierId > _terms.tierCount) revert UsherEvent_TierUnknown(tierId);
        return _tiers[tierId];
    }

    function _hasFlag(uint8 flag) internal view returns (bool) {
        return _terms.flags & flag != 0;
    }

    /// @dev The organizer may do what every role allows.
    function _mayActAs(bytes32 role, address account) internal view returns (bool) {
        return account == _terms.organizer || _roles[role][account];
    }

    /// @dev Whether holders of paid tickets can take their money back now.
    function _refundsOpen() internal view returns (bool) {
        EventStatus stored = _terms.status;
        return
            stored == EventStatus.Canceled ||
            stored == EventStatus.Refunding ||
            (stored == EventStatus.Selling && _hasFlag(IS_MOVED) && block.timestamp < _schedule.doorsAt);
    }
}
