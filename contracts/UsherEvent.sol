// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Initializable} from "@openzeppelin/contracts/proxy/utils/Initializable.sol";
import {ERC721} from "@openzeppelin/contracts/token/ERC721/ERC721.sol";
import {Address} from "@openzeppelin/contracts/utils/Address.sol";
import {EventMarket} from "./abstracts/EventMarket.sol";
import {EventReissue} from "./abstracts/EventReissue.sol";
import {EventVouchers} from "./abstracts/EventVouchers.sol";
import {EventStatus} from "./interfaces/EventTypes.sol";
import {IEventTickets} from "./interfaces/IEventTickets.sol";

/// @title UsherEvent
/// @notice An event: see {IUsherEvent}, which is the manual. Used through clones that {UsherFactory} makes.
/// @dev This half answers for the tickets, see {IEventTickets}. What it does not answer itself goes to the other half,
/// {UsherOffice}, in the event's own storage; which one is fixed in this contract's code.
contract UsherEvent is EventMarket, EventVouchers, EventReissue, Initializable {
    /*//////////////////////////////////////////////////////////////////////////
                                IMMUTABLES AND CONSTRUCTOR
    //////////////////////////////////////////////////////////////////////////*/

    address private immutable _office;

    /// @dev Leaves the implementation without organizer and never initialised.
    /// @param office An {UsherOffice}, deployed once per chain.
    constructor(address office) ERC721("", "") {
        if (office.code.length == 0) revert UsherEvent_NotContract(office);
        _office = office;
        _disableInitializers();
    }

    /// @dev Passes on to the office, in this storage, whatever this half does not answer. Takes no money.
    fallback(bytes calldata data) external returns (bytes memory) {
        return Address.functionDelegateCall(_office, data);
    }

    /*//////////////////////////////////////////////////////////////////////////
                              WRITES: THE LIFE OF A TICKET
    //////////////////////////////////////////////////////////////////////////*/

    /// @inheritdoc IEventTickets
    function buy(
        uint16 tierId,
        uint256 count,
        address to,
        uint256 expectedPrice
    ) external payable nonReentrant returns (uint256 firstTokenId) {
        // Check: on sale, at the price the buyer has seen, within his limit.
        Tier storage stored = _getTier(tierId);
        uint256 price = stored.price;
        if (_hasFlag(SALES_PAUSED)) revert UsherEvent_SalesPaused();
        if (block.timestamp < stored.saleStartsAt || block.timestamp >= stored.saleEndsAt) {
            revert UsherEvent_NotOnSale(tierId, stored.saleStartsAt, stored.saleEndsAt);
        }
        if (price != expectedPrice) revert UsherEvent_PriceChanged(expectedPrice, price);

        // Effect: the tickets, counted and paid.
        firstTokenId = _issue({tierId: tierId, to: to, count: count, isPaid: price > 0});
        _countPurchase(tierId, stored.perPayer, count);
        uint256 due = price * count;
        if (due > 0) {
            _escrow += due;
            emit TicketsSold(firstTokenId, count, msg.sender, price);
        }

        // Interaction: payment comes last.
        _collect(_currency(), due);
    }

    /// @inheritdoc IEventTickets
    function mint(
        uint16 tierId,
        address to,
        uint256 count
    ) external notReentered onlyOrganizerOr(MINTER) returns (uint256 firstTokenId) {
        return _issue({tierId: tierId, to: to, count: count, isPaid: false});
    }

    /// @inheritdoc IEventTickets
    function airdrop(
        uint16 tierId,
        address[] calldata recipients
    ) external notReentered onlyOrganizerOr(MINTER) returns (uint256 firstTokenId) {
        return _issueToMany(tierId, recipients);
    }

    /// @inheritdoc IEventTickets
    function airdropOnce(
        bytes32 airdropId,
        uint16 tierId,
        address[] calldata recipients
    ) external notReentered onlyOrganizerOr(MINTER) returns (uint256 firstTokenId) {
        // Check: this one has not arrived before.
        if (_airdrops[airdropId] != 0) revert UsherEvent_AirdropDone(airdropId);

        // Effect: it has, with these tickets.
        _airdrops[airdropId] = keccak256(abi.encode(tierId, recipients));
        firstTokenId = _issueToMany(tierId, recipients);
        emit AirdropIssued(airdropId, firstTokenId, recipients.length);
    }

    /// @inheritdoc IEventTickets
    function voidTickets(uint256[] calldata tokenIds) external notReentered onlyOrganizer {
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

    /// @inheritdoc IEventTickets
    function refund(uint256[] calldata tokenIds, address to) external nonReentrant returns (uint256 amount) {
        // Check: refunds are open.
        if (tokenIds.length == 0) revert UsherEvent_CountZero();
        if (!_refundsOpen()) revert UsherEvent_RefundsClosed();
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

    /*//////////////////////////////////////////////////////////////////////////
                                      INTERNALS
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev Counts a purchase against the payer's limit.
    function _countPurchase(uint16 tierId, uint32 perPayer, uint256 count) private {
        uint256 bought = _boughtBy[tierId][msg.sender] + count;
        if (perPayer > 0 && bought > perPayer) revert UsherEvent_PayerLimit(tierId, perPayer, bought);
        _boughtBy[tierId][msg.sender] = uint32(bought);
    }
}
