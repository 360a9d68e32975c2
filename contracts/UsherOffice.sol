// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC4906} from "@openzeppelin/contracts/interfaces/IERC4906.sol";
import {Initializable} from "@openzeppelin/contracts/proxy/utils/Initializable.sol";
import {EventGate} from "./abstracts/EventGate.sol";
import {EventTerms} from "./abstracts/EventTerms.sol";
import {EventSettings, EventStatus, TierSettings} from "./interfaces/EventTypes.sol";
import {IEventOffice} from "./interfaces/IEventOffice.sol";
import {Text} from "./libraries/Text.sol";

/// @title UsherOffice
/// @notice The half of an event that is needed seldom: see {IEventOffice}, which is the manual. {UsherEvent} passes on to
/// it what it does not answer itself, so that what tickets do costs less and the whole fits into the size of a contract.
/// @dev Works on the storage of the event that calls it, and has none of its own. It moves no ticket.
contract UsherOffice is EventGate, EventTerms, Initializable {
    /*//////////////////////////////////////////////////////////////////////////
                                      CONSTANTS
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev How long after the end the money stays for refunds.
    uint256 private constant SETTLE_AFTER = 72 hours;

    /// @dev How long after the end an organizer may wait before anyone can open refunds.
    uint256 private constant ABANDONED_AFTER = 180 days;

    /*//////////////////////////////////////////////////////////////////////////
                               CONSTRUCTOR AND INITIALIZER
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev Nothing can be done with the office itself.
    constructor() {
        _disableInitializers();
    }

    /// @inheritdoc IEventOffice
    function initialize(EventSettings calldata settings, TierSettings[] calldata tiers) external initializer {
        // Check: texts and addresses; times, currency and tiers are checked where they are set.
        if (settings.organizer == address(0)) revert UsherEvent_OrganizerRequired();
        if (!Text.isName(settings.name)) revert UsherEvent_NameInvalid(settings.name);
        if (!Text.isName(settings.symbol)) revert UsherEvent_NameInvalid(settings.symbol);

        // Effect: the event.
        _setOrganizer(settings.organizer);
        _eventName = settings.name;
        _eventSymbol = settings.symbol;
        _setTerms(settings);
        emit EventConfigured(settings);

        // Effect: its tiers.
        for (uint256 i = 0; i < tiers.length; ++i) {
            _addTier(tiers[i]);
        }
    }

    /*//////////////////////////////////////////////////////////////////////////
                                     READS: MONEY
    //////////////////////////////////////////////////////////////////////////*/

    /// @inheritdoc IEventOffice
    function escrow() external view returns (uint256) {
        return _escrow;
    }

    /// @inheritdoc IEventOffice
    function creditOf(address account) external view returns (uint256) {
        return _creditOf[account];
    }

    /// @inheritdoc IEventOffice
    function totalCredit() external view returns (uint256) {
        return _totalCredit;
    }

    /*//////////////////////////////////////////////////////////////////////////
                                    WRITES: MONEY
    //////////////////////////////////////////////////////////////////////////*/

    /// @inheritdoc IEventOffice
    function cancelEvent() external notReentered onlyOrganizer {
        _checkUnsettled();
        _terms.status = EventStatus.Canceled;
        emit EventCanceled();
        emit IERC4906.BatchMetadataUpdate(0, type(uint256).max);
    }

    /// @inheritdoc IEventOffice
    function openRefunds() external notReentered {
        _checkUnsettled();
        _checkSinceEnd(ABANDONED_AFTER);
        _terms.status = EventStatus.Refunding;
        emit RefundsOpened();
    }

    /// @inheritdoc IEventOffice
    function withdraw(address to) external nonReentrant onlyOrganizer returns (uint256 amount) {
        // Check: the time for refunds is over.
        _checkUnsettled();
        _checkSinceEnd(SETTLE_AFTER);

        // Effect: nothing can be refunded any more.
        amount = _escrow;
        _escrow = 0;
        _terms.status = EventStatus.Settled;
        emit EventSettled(to, amount);

        _pay(to, amount);
    }

    /// @inheritdoc IEventOffice
    function withdrawCredit(address to) external nonReentrant returns (uint256 amount) {
        // Check: something is owed.
        amount = _creditOf[msg.sender];
        if (amount == 0) revert UsherEvent_NoCredit(msg.sender);

        // Effect: it is owed no more.
        _creditOf[msg.sender] = 0;
        _totalCredit -= amount;
        emit CreditWithdrawn(msg.sender, to, amount);

        _pay(to, amount);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                      INTERNALS
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev Refuses what is possible only some time after the end.
    function _checkSinceEnd(uint256 delay) private view {
        uint256 possibleAt = uint256(_terms.endsAt) + delay;
        if (block.timestamp < possibleAt) revert UsherEvent_TooEarly(uint64(possibleAt));
    }
}
