// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {Initializable} from "@openzeppelin/contracts/proxy/utils/Initializable.sol";
import {ERC721} from "@openzeppelin/contracts/token/ERC721/ERC721.sol";
import {EventMoney} from "./abstracts/EventMoney.sol";
import {EventSettings, EventStatus, TierSettings} from "./interfaces/EventTypes.sol";
import {IUsherEvent} from "./interfaces/IUsherEvent.sol";
import {Text} from "./libraries/Text.sol";

/// @title UsherEvent
/// @notice See {IUsherEvent}, which is the manual. Used through clones that {UsherFactory} makes.
contract UsherEvent is Initializable, EventMoney {
    /*//////////////////////////////////////////////////////////////////////////
                                        STORAGE
    //////////////////////////////////////////////////////////////////////////*/

    /// @inheritdoc IUsherEvent
    mapping(uint16 tierId => mapping(address payer => uint32 count)) public boughtBy;

    /*//////////////////////////////////////////////////////////////////////////
                               CONSTRUCTOR AND INITIALIZER
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev Leaves the implementation its own property and never initialised.
    constructor() ERC721("", "") Ownable(address(this)) {
        _disableInitializers();
    }

    /// @inheritdoc IUsherEvent
    function initialize(EventSettings calldata settings, TierSettings[] calldata tiers) external initializer {
        // Check: texts and addresses; times, currency and tiers are checked where they are set.
        if (settings.organizer == address(0)) revert UsherEvent_OrganizerRequired();
        if (!Text.isName(settings.name)) revert UsherEvent_NameInvalid(settings.name);
        if (!Text.isName(settings.symbol)) revert UsherEvent_NameInvalid(settings.symbol);

        // Effect: the event.
        _transferOwnership(settings.organizer);
        _setNames(settings.name, settings.symbol);
        _setTerms(settings);
        emit EventConfigured(settings);

        // Effect: its tiers.
        for (uint256 i = 0; i < tiers.length; ++i) {
            _addTier(tiers[i]);
        }
    }

    /*//////////////////////////////////////////////////////////////////////////
                              WRITES: THE LIFE OF A TICKET
    //////////////////////////////////////////////////////////////////////////*/

    /// @inheritdoc IUsherEvent
    function buy(
        uint16 tierId,
        uint256 count,
        address to,
        uint256 expectedPrice
    ) external payable nonReentrant returns (uint256 firstTokenId) {
        // Check: on sale, at the price the buyer has seen, within his limit.
        Tier storage stored = _getTier(tierId);
        uint256 price = stored.price;
        if (_terms.salesPaused) revert UsherEvent_SalesPaused();
        if (block.timestamp < stored.saleStartsAt || block.timestamp >= stored.saleEndsAt) {
            revert UsherEvent_NotOnSale(tierId, stored.saleStartsAt, stored.saleEndsAt);
        }
        if (price != expectedPrice) revert UsherEvent_PriceChanged(expectedPrice, price);

        // Effect: the tickets, counted and paid.
        firstTokenId = _issue({tierId: tierId, to: to, count: count, isPaid: price > 0});
        _countPurchase(tierId, stored.perPayer, count);
        uint256 due = price * count;
        if (due > 0) {
            escrow += due;
            emit TicketsSold(firstTokenId, count, msg.sender, price);
        }

        // Interaction: payment comes last.
        _collect(due);
    }

    /// @inheritdoc IUsherEvent
    function mint(
        uint16 tierId,
        address to,
        uint256 count
    ) external nonReentrant onlyOrganizerOr(MINTER_ROLE) returns (uint256 firstTokenId) {
        return _issue({tierId: tierId, to: to, count: count, isPaid: false});
    }

    /// @inheritdoc IUsherEvent
    function airdrop(
        uint16 tierId,
        address[] calldata recipients
    ) external nonReentrant onlyOrganizerOr(MINTER_ROLE) returns (uint256 firstTokenId) {
        return _issueToMany(tierId, recipients);
    }

    /// @inheritdoc IUsherEvent
    function voidTickets(uint256[] calldata tokenIds) external nonReentrant onlyOwner {
        if (tokenIds.length == 0) revert UsherEvent_CountZero();

        // Effect: each ticket ends, and what it paid is owed to its holder.
        for (uint256 i = 0; i < tokenIds.length; ++i) {
            uint256 tokenId = tokenIds[i];
            address holder = _requireOwned(tokenId);
            _burn(tokenId);
            emit TicketVoided(tokenId, holder);
            uint256 amount = _releaseEscrow(tokenId);
            if (amount > 0) _credit(holder, tokenId, amount);
        }
    }

    /*//////////////////////////////////////////////////////////////////////////
                                    WRITES: MONEY
    //////////////////////////////////////////////////////////////////////////*/

    /// @inheritdoc IUsherEvent
    function cancelEvent() external nonReentrant onlyOwner {
        _checkUnsettled();
        _terms.status = EventStatus.Canceled;
        emit EventCanceled();
        emit BatchMetadataUpdate(0, type(uint256).max);
    }

    /// @inheritdoc IUsherEvent
    function openRefunds() external nonReentrant {
        _checkUnsettled();
        _checkSinceEnd(ABANDONED_AFTER);
        _terms.status = EventStatus.Refunding;
        emit RefundsOpened();
    }

    /// @inheritdoc IUsherEvent
    function refund(uint256[] calldata tokenIds, address to) external nonReentrant returns (uint256 amount) {
        // Check: refunds are open.
        if (tokenIds.length == 0) revert UsherEvent_CountZero();
        if (!refundsOpen()) revert UsherEvent_RefundsClosed();
        bool takesPlace = _terms.status == EventStatus.Selling;

        // Effect: each ticket gives back what it paid, and ends if the event takes place without its holder.
        for (uint256 i = 0; i < tokenIds.length; ++i) {
            uint256 tokenId = tokenIds[i];
            if (_ownerOf(tokenId) != msg.sender) revert UsherEvent_NotHolder(tokenId, msg.sender);
            uint256 paid = _releaseEscrow(tokenId);
            if (paid == 0) revert UsherEvent_NothingToRefund(tokenId);
            if (takesPlace) _burn(tokenId);
            emit TicketRefunded(tokenId, to, paid);
            amount += paid;
        }

        _pay(to, amount);
    }

    /// @inheritdoc IUsherEvent
    function withdraw(address to) external nonReentrant onlyOwner returns (uint256 amount) {
        // Check: the time for refunds is over.
        _checkUnsettled();
        _checkSinceEnd(SETTLE_AFTER);

        // Effect: nothing can be refunded any more.
        amount = escrow;
        escrow = 0;
        _terms.status = EventStatus.Settled;
        emit EventSettled(to, amount);

        _pay(to, amount);
    }

    /// @inheritdoc IUsherEvent
    function withdrawCredit(address to) external nonReentrant returns (uint256 amount) {
        // Check: something is owed.
        amount = creditOf[msg.sender];
        if (amount == 0) revert UsherEvent_NoCredit(msg.sender);

        // Effect: it is owed no more.
        creditOf[msg.sender] = 0;
        totalCredit -= amount;
        emit CreditWithdrawn(msg.sender, to, amount);

        _pay(to, amount);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                      INTERNALS
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev Refuses what is possible only some time after the end.
    function _checkSinceEnd(uint256 delay) private view {
        uint256 possibleAt = _terms.endsAt + delay;
        if (block.timestamp < possibleAt) revert UsherEvent_TooEarly(uint64(possibleAt));
    }

    /// @dev Counts a purchase against the payer's limit.
    function _countPurchase(uint16 tierId, uint32 perPayer, uint256 count) private {
        uint256 bought = boughtBy[tierId][msg.sender] + count;
        if (perPayer > 0 && bought > perPayer) revert UsherEvent_PayerLimit(tierId, perPayer, bought);
        boughtBy[tierId][msg.sender] = uint32(bought);
    }
}
