// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IERC4906} from "@openzeppelin/contracts/interfaces/IERC4906.sol";
import {EventSettings, EventStatus, TierSettings} from "../interfaces/EventTypes.sol";
import {IEventOffice} from "../interfaces/IEventOffice.sol";
import {IERC7572} from "../interfaces/IERC7572.sol";
import {CloneArgs} from "../libraries/CloneArgs.sol";
import {Text} from "../libraries/Text.sol";
import {TicketId} from "../libraries/TicketId.sol";
import {EventRoles} from "./EventRoles.sol";

/// @title EventTerms
/// @notice What an event promises: its settings, tiers and times, and which of them may still change.
abstract contract EventTerms is EventRoles {
    /*//////////////////////////////////////////////////////////////////////////
                                 TYPES AND CONSTANTS
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev Highest royalty: 10 %.
    uint16 internal constant MAX_ROYALTY_BPS = 1_000;

    /// @dev Highest resale cap: a hundred times the face price.
    uint32 internal constant MAX_RESALE_CAP_BPS = 1_000_000;

    uint32 internal constant MIN_REISSUE_DELAY = 1 hours;
    uint32 internal constant MAX_REISSUE_DELAY = 30 days;

    /*//////////////////////////////////////////////////////////////////////////
                                        READS
    //////////////////////////////////////////////////////////////////////////*/

    /// @inheritdoc IEventOffice
    function doorsAt() external view returns (uint64) {
        return _schedule.doorsAt;
    }

    /// @inheritdoc IEventOffice
    function endsAt() external view returns (uint64) {
        return _terms.endsAt;
    }

    /// @inheritdoc IEventOffice
    function cutOffAt() external view returns (uint64) {
        return _terms.cutOffAt;
    }

    /// @inheritdoc IEventOffice
    function reissueDelay() public view returns (uint32) {
        return CloneArgs.readReissueDelay();
    }

    /// @inheritdoc IEventOffice
    function renderer() public view returns (address) {
        return CloneArgs.readRenderer();
    }

    /// @inheritdoc IEventOffice
    function currency() public view returns (address) {
        return _currency();
    }

    /// @inheritdoc IEventOffice
    function status() public view returns (EventStatus) {
        EventStatus stored = _terms.status;
        return stored == EventStatus.Selling && block.timestamp >= _terms.endsAt ? EventStatus.Ended : stored;
    }

    /// @inheritdoc IEventOffice
    function salesPaused() external view returns (bool) {
        return _hasFlag(SALES_PAUSED);
    }

    /// @inheritdoc IEventOffice
    function refundsOpen() external view returns (bool) {
        return _refundsOpen();
    }

    /// @inheritdoc IERC7572
    function contractURI() external view returns (string memory) {
        return _contractURI;
    }

    /// @inheritdoc IEventOffice
    function boughtBy(uint16 tierId, address payer) external view returns (uint32) {
        return _boughtBy[tierId][payer];
    }

    /// @inheritdoc IEventOffice
    function airdropOf(bytes32 airdropId) external view returns (bytes32) {
        return _airdrops[airdropId];
    }

    /// @inheritdoc IEventOffice
    function tierCount() external view returns (uint16) {
        return _terms.tierCount;
    }

    /// @inheritdoc IEventOffice
    function tier(uint16 tierId) external view returns (TierSettings memory settings, uint32 issued) {
        Tier storage stored = _getTier(tierId);
        settings = TierSettings({
            name: stored.name,
            price: stored.price,
            supply: stored.supply,
            saleStartsAt: stored.saleStartsAt,
            saleEndsAt: stored.saleEndsAt,
            perPayer: stored.perPayer,
            transferPolicy: stored.transferPolicy,
            resaleCapBps: stored.resaleCapBps,
            royaltyBps: stored.royaltyBps
        });
        issued = stored.issued;
    }

    /*//////////////////////////////////////////////////////////////////////////
                                       WRITES
    //////////////////////////////////////////////////////////////////////////*/

    /// @inheritdoc IEventOffice
    function addTier(TierSettings calldata settings) external onlyOrganizer returns (uint16 tierId) {
        _checkRunning();
        tierId = _addTier(settings);
    }

    /// @inheritdoc IEventOffice
    function changeTier(uint16 tierId, TierSettings calldata settings) external onlyOrganizer {
        // Check: what tickets rely on stays.
        _checkRunning();
        Tier storage stored = _getTier(tierId);
        if (stored.issued > 0 && !_keepsPromises(stored, settings)) {
            revert UsherEvent_TierFixed(tierId, stored.issued);
        }

        // Effect: the other settings change.
        _setTier(tierId, settings);
    }

    /// @inheritdoc IEventOffice
    function changeTimes(uint64 doorsAt_, uint64 endsAt_, uint64 cutOffAt_) external onlyOrganizer {
        // Check: once somebody holds a ticket, the times only move later, together, and not without limit.
        _checkRunning();
        bool isPromised = _hasFlag(IS_PROMISED);
        if (isPromised) _checkMove(doorsAt_, endsAt_, cutOffAt_);

        // Effect: the new times, and the way out for whoever bought for the old ones.
        _setTimes(doorsAt_, endsAt_, cutOffAt_);
        emit TimesChanged(doorsAt_, endsAt_, cutOffAt_);
        emit IERC4906.BatchMetadataUpdate(0, type(uint256).max);
        if (isPromised) {
            _terms.flags |= IS_MOVED;
            emit RefundsOpened();
        }
    }

    /// @inheritdoc IEventOffice
    function changeContractURI(string calldata contractURI_) external onlyOrganizer {
        _setContractURI(contractURI_);
        emit ContractURIChanged(contractURI_);
        emit ContractURIUpdated();
    }

    /// @inheritdoc IEventOffice
    function pauseSales() external onlyOrganizer {
        if (_hasFlag(SALES_PAUSED)) revert UsherEvent_SalesPaused();
        _terms.flags |= SALES_PAUSED;
        emit SalesPaused();
    }

    /// @inheritdoc IEventOffice
    function resumeSales() external onlyOrganizer {
        if (!_hasFlag(SALES_PAUSED)) revert UsherEvent_SalesNotPaused();
        _terms.flags &= ~SALES_PAUSED;
        emit SalesResumed();
    }

    /*//////////////////////////////////////////////////////////////////////////
                                     INTERNALS
    //////////////////////////////////////////////////////////////////////////*/

    function _addTier(TierSettings calldata settings) internal returns (uint16 tierId) {
        tierId = ++_terms.tierCount;
        _setTier(tierId, settings);
    }

    function _checkContract(address account) private view {
        if (account.code.length == 0) revert UsherEvent_NotContract(account);
    }

    /// @dev Refuses a move of times that tickets rely on.
    function _checkMove(uint64 doorsAt_, uint64 endsAt_, uint64 cutOffAt_) private view {
        (uint64 doors, uint64 ends, uint64 cutOff) = (_schedule.doorsAt, _terms.endsAt, _terms.cutOffAt);
        bool isTogether = endsAt_ > ends && doorsAt_ > doors && doorsAt_ - doors == endsAt_ - ends;
        // From the cut-off on people may be inside: it stays where it is, so their tickets never move again
        if (block.timestamp >= cutOff) isTogether = isTogether && cutOffAt_ == cutOff;
        else isTogether = isTogether && cutOffAt_ > cutOff && cutOffAt_ - cutOff == endsAt_ - ends;
        if (!isTogether) revert UsherEvent_TimesNotTogether(doorsAt_, endsAt_, cutOffAt_);

        uint64 latest = _schedule.latestEndsAt;
        if (endsAt_ > latest) revert UsherEvent_MovedTooFar(endsAt_, latest);
        // Else nobody could take his money back
        if (block.timestamp >= doorsAt_) revert UsherEvent_DoorsNotAhead(doorsAt_);
    }

    /// @dev Whether the settings leave alone what the tier's tickets rely on.
    function _keepsPromises(Tier storage stored, TierSettings calldata settings) private view returns (bool) {
        return
            stored.price == settings.price &&
            stored.transferPolicy == settings.transferPolicy &&
            stored.resaleCapBps == settings.resaleCapBps &&
            stored.royaltyBps == settings.royaltyBps &&
            keccak256(bytes(stored.name)) == keccak256(bytes(settings.name));
    }

    function _setContractURI(string calldata contractURI_) internal {
        if (!Text.isURI(contractURI_)) revert UsherEvent_URIInvalid(contractURI_);
        _contractURI = contractURI_;
    }

    /// @dev Checks and stores what the event is, but not its tiers and name.
    function _setTerms(EventSettings calldata settings) internal {
        // Check: what never changes stands in the clone's code as the settings say, and is possible.
        uint32 delay = settings.reissueDelay;
        bool isSame = settings.currency == currency() && settings.renderer == renderer() && delay == reissueDelay();
        if (!isSame) revert UsherEvent_CloneArgsDiffer();
        if (settings.currency != address(0)) _checkContract(settings.currency);
        _checkContract(settings.renderer);
        if (delay != 0 && (delay < MIN_REISSUE_DELAY || delay > MAX_REISSUE_DELAY)) {
            revert UsherEvent_ReissueDelayInvalid(delay);
        }

        // Effect: what may change.
        _setTimes(settings.doorsAt, settings.endsAt, settings.cutOffAt);
        _setContractURI(settings.contractURI);
    }

    function _setTier(uint16 tierId, TierSettings calldata settings) private {
        // Check: every setting within its bounds, so that whoever follows the logs can rely on them.
        Tier storage stored = _tiers[tierId];
        if (!Text.isName(settings.name)) revert UsherEvent_NameInvalid(settings.name);
        if (settings.supply == 0 || settings.supply > TicketId.MAX_NUMBER || settings.supply < stored.issued) {
            revert UsherEvent_SupplyInvalid(settings.supply, stored.issued);
        }
        if (settings.saleStartsAt > settings.saleEndsAt || settings.saleEndsAt > type(uint32).max) {
            revert UsherEvent_SaleWindowInvalid(settings.saleStartsAt, settings.saleEndsAt);
        }
        if (settings.perPayer > TicketId.MAX_NUMBER) revert UsherEvent_PerPayerInvalid(settings.perPayer);
        if (settings.resaleCapBps > MAX_RESALE_CAP_BPS) {
            revert UsherEvent_ResaleCapTooHigh(settings.resaleCapBps, MAX_RESALE_CAP_BPS);
        }
        if (settings.royaltyBps > MAX_ROYALTY_BPS) {
            revert UsherEvent_RoyaltyTooHigh(settings.royaltyBps, MAX_ROYALTY_BPS);
        }

        // Effect: all but the counter.
        stored.name = settings.name;
        stored.price = settings.price;
        stored.supply = settings.supply;
        stored.saleStartsAt = uint40(settings.saleStartsAt);
        stored.saleEndsAt = uint40(settings.saleEndsAt);
        stored.perPayer = settings.perPayer;
        stored.transferPolicy = settings.transferPolicy;
        stored.resaleCapBps = settings.resaleCapBps;
        stored.royaltyBps = settings.royaltyBps;
        emit TierConfigured(tierId, settings);
    }

    function _setTimes(uint64 doorsAt_, uint64 endsAt_, uint64 cutOffAt_) private {
        bool isValid =
            doorsAt_ < endsAt_ && cutOffAt_ <= endsAt_ && endsAt_ > block.timestamp && endsAt_ <= type(uint32).max;
        if (!isValid) revert UsherEvent_TimesInvalid(doorsAt_, endsAt_, cutOffAt_);

        _schedule.doorsAt = uint40(doorsAt_);
        _terms.endsAt = uint32(endsAt_);
        _terms.cutOffAt = uint32(cutOffAt_);
    }
}
