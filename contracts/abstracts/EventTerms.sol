// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {EventSettings, EventStatus, TierSettings, TransferPolicy} from "../interfaces/EventTypes.sol";
import {IERC7572} from "../interfaces/IERC7572.sol";
import {IUsherEvent} from "../interfaces/IUsherEvent.sol";
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

    /// @dev What nearly every call reads, in one slot. Times are below 2^32.
    /// @param latestEndsAt The latest end that may ever be set; 0 until the first ticket is issued.
    /// @param status Never `Ended`, which follows from the time.
    /// @param isMoved Whether the times were moved after the first ticket.
    struct Terms {
        uint40 doorsAt;
        uint40 endsAt;
        uint40 cutOffAt;
        uint40 latestEndsAt;
        uint16 tierCount;
        EventStatus status;
        bool salesPaused;
        bool isMoved;
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

    /// @dev How much later the end may be set in all, once a ticket exists.
    uint64 internal constant LONGEST_MOVE = 60 days;

    /// @dev Highest royalty: 10 %.
    uint16 internal constant MAX_ROYALTY_BPS = 1_000;

    /// @dev Highest resale cap: a hundred times the face price.
    uint32 internal constant MAX_RESALE_CAP_BPS = 1_000_000;

    uint32 internal constant MIN_REISSUE_DELAY = 1 hours;
    uint32 internal constant MAX_REISSUE_DELAY = 30 days;

    /*//////////////////////////////////////////////////////////////////////////
                                       STORAGE
    //////////////////////////////////////////////////////////////////////////*/

    Terms internal _terms;
    mapping(uint16 tierId => Tier tier) internal _tiers;

    /// @inheritdoc IERC7572
    string public contractURI;

    /*//////////////////////////////////////////////////////////////////////////
                                        READS
    //////////////////////////////////////////////////////////////////////////*/

    /// @inheritdoc IUsherEvent
    function doorsAt() external view returns (uint64) {
        return _terms.doorsAt;
    }

    /// @inheritdoc IUsherEvent
    function endsAt() external view returns (uint64) {
        return _terms.endsAt;
    }

    /// @inheritdoc IUsherEvent
    function cutOffAt() external view returns (uint64) {
        return _terms.cutOffAt;
    }

    /// @inheritdoc IUsherEvent
    function reissueDelay() public view returns (uint32) {
        return CloneArgs.readReissueDelay();
    }

    /// @inheritdoc IUsherEvent
    function renderer() public view returns (address) {
        return CloneArgs.readRenderer();
    }

    /// @inheritdoc IUsherEvent
    function currency() public view returns (address) {
        return CloneArgs.readCurrency();
    }

    /// @inheritdoc IUsherEvent
    function status() public view returns (EventStatus) {
        EventStatus stored = _terms.status;
        return stored == EventStatus.Selling && block.timestamp >= _terms.endsAt ? EventStatus.Ended : stored;
    }

    /// @inheritdoc IUsherEvent
    function salesPaused() external view returns (bool) {
        return _terms.salesPaused;
    }

    /// @inheritdoc IUsherEvent
    function tierCount() external view returns (uint16) {
        return _terms.tierCount;
    }

    /// @inheritdoc IUsherEvent
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

    /// @inheritdoc IUsherEvent
    function addTier(TierSettings calldata settings) external onlyOwner returns (uint16 tierId) {
        _checkRunning();
        tierId = _addTier(settings);
    }

    /// @inheritdoc IUsherEvent
    function changeTier(uint16 tierId, TierSettings calldata settings) external onlyOwner {
        // Check: what tickets rely on stays.
        _checkRunning();
        Tier storage stored = _getTier(tierId);
        if (stored.issued > 0 && !_keepsPromises(stored, settings)) {
            revert UsherEvent_TierFixed(tierId, stored.issued);
        }

        // Effect: the other settings change.
        _setTier(tierId, settings);
    }

    /// @inheritdoc IUsherEvent
    function changeTimes(uint64 doorsAt_, uint64 endsAt_, uint64 cutOffAt_) external onlyOwner {
        // Check: once somebody holds a ticket, the times only move later, together, and not without limit.
        _checkRunning();
        Terms memory terms = _terms;
        bool isPromised = terms.latestEndsAt > 0;
        if (isPromised) _checkMove(terms, doorsAt_, endsAt_, cutOffAt_);

        // Effect: the new times, and the way out for whoever bought for the old ones.
        _setTimes(doorsAt_, endsAt_, cutOffAt_);
        emit TimesChanged(doorsAt_, endsAt_, cutOffAt_);
        emit BatchMetadataUpdate(0, type(uint256).max);
        if (isPromised) {
            _terms.isMoved = true;
            emit RefundsOpened();
        }
    }

    /// @inheritdoc IUsherEvent
    function changeContractURI(string calldata contractURI_) external onlyOwner {
        _setContractURI(contractURI_);
        emit ContractURIChanged(contractURI_);
        emit ContractURIUpdated();
    }

    /// @inheritdoc IUsherEvent
    function pauseSales() external onlyOwner {
        if (_terms.salesPaused) revert UsherEvent_SalesPaused();
        _terms.salesPaused = true;
        emit SalesPaused();
    }

    /// @inheritdoc IUsherEvent
    function resumeSales() external onlyOwner {
        if (!_terms.salesPaused) revert UsherEvent_SalesNotPaused();
        _terms.salesPaused = false;
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
    function _checkMove(Terms memory terms, uint64 doorsAt_, uint64 endsAt_, uint64 cutOffAt_) private pure {
        bool isTogether =
            endsAt_ > terms.endsAt &&
                doorsAt_ > terms.doorsAt &&
                cutOffAt_ > terms.cutOffAt &&
                doorsAt_ - terms.doorsAt == endsAt_ - terms.endsAt &&
                cutOffAt_ - terms.cutOffAt == endsAt_ - terms.endsAt;
        if (!isTogether) revert UsherEvent_TimesNotTogether(doorsAt_, endsAt_, cutOffAt_);
        if (endsAt_ > terms.latestEndsAt) revert UsherEvent_MovedTooFar(endsAt_, terms.latestEndsAt);
    }

    /// @dev Refuses what belongs before the end of an event that takes place.
    function _checkRunning() internal view {
        _checkUnsettled();
        if (block.timestamp >= _terms.endsAt) revert UsherEvent_Ended(_terms.endsAt);
    }

    /// @dev Refuses whatever would change tickets or money of an event that is canceled, settled or refunding.
    function _checkUnsettled() internal view {
        if (_terms.status != EventStatus.Selling) revert UsherEvent_Frozen(_terms.status);
    }

    function _getTier(uint16 tierId) internal view returns (Tier storage) {
        if (tierId == 0 || tierId > _terms.tierCount) revert UsherEvent_TierUnknown(tierId);
        return _tiers[tierId];
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
        contractURI = contractURI_;
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

        _terms.doorsAt = uint40(doorsAt_);
        _terms.endsAt = uint40(endsAt_);
        _terms.cutOffAt = uint40(cutOffAt_);
    }
}
