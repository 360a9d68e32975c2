// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IERC20} from "@openzeppelin/contracts/interfaces/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {EventStatus} from "../interfaces/EventTypes.sol";
import {IUsherEvent} from "../interfaces/IUsherEvent.sol";
import {TicketId} from "../libraries/TicketId.sol";
import {EventTickets} from "./EventTickets.sol";

/// @title EventMoney
/// @notice What was paid and what is owed. Amounts are booked when money moves and never read from the balance, so the
/// balance is at least `escrow + totalCredit` as long as the currency keeps its word.
abstract contract EventMoney is EventTickets {
    using SafeERC20 for IERC20;

    /*//////////////////////////////////////////////////////////////////////////
                                      CONSTANTS
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev How long after the end the money stays for refunds.
    uint256 internal constant SETTLE_AFTER = 72 hours;

    /// @dev How long after the end an organizer may wait before anyone can open refunds.
    uint256 internal constant ABANDONED_AFTER = 180 days;

    /*//////////////////////////////////////////////////////////////////////////
                                       STORAGE
    //////////////////////////////////////////////////////////////////////////*/

    /// @inheritdoc IUsherEvent
    /// @dev Equals the sum of {paidFor} over all tickets until settlement, and 0 after it.
    uint256 public escrow;

    /// @inheritdoc IUsherEvent
    /// @dev Equals the sum of {creditOf} over all accounts.
    uint256 public totalCredit;

    /// @inheritdoc IUsherEvent
    mapping(address account => uint256 amount) public creditOf;

    /*//////////////////////////////////////////////////////////////////////////
                                        READS
    //////////////////////////////////////////////////////////////////////////*/

    /// @inheritdoc IUsherEvent
    /// @dev One bit of the ticket is enough: a tier's price is fixed by its first ticket.
    function paidFor(uint256 tokenId) public view returns (uint256) {
        if (_terms.status == EventStatus.Settled || !_readTicket(tokenId).isPaid()) return 0;
        return _tiers[TicketId.tierOf(tokenId)].price;
    }

    /// @inheritdoc IUsherEvent
    function refundsOpen() public view returns (bool) {
        EventStatus stored = _terms.status;
        return
            stored == EventStatus.Canceled ||
            stored == EventStatus.Refunding ||
            (stored == EventStatus.Selling && _terms.isMoved && block.timestamp < _terms.doorsAt);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                      INTERNALS
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev Takes exactly `due` from the caller.
    function _collect(uint256 due) internal {
        address token = currency();
        if (token == address(0)) {
            if (msg.value != due) revert UsherEvent_PaymentInexact(due, msg.value);
            return;
        }
        if (msg.value != 0) revert UsherEvent_PaymentInexact(0, msg.value);
        if (due == 0) return;

        // Interaction: what arrives is what counts, whatever the token says.
        uint256 before = IERC20(token).balanceOf(address(this));
        IERC20(token).safeTransferFrom(msg.sender, address(this), due);
        uint256 paid = IERC20(token).balanceOf(address(this)) - before;
        if (paid != due) revert UsherEvent_PaymentInexact(due, paid);
    }

    /// @dev Owes `amount` for a ticket to an account.
    function _credit(address account, uint256 tokenId, uint256 amount) internal {
        creditOf[account] += amount;
        totalCredit += amount;
        emit CreditAdded(account, tokenId, amount);
    }

    /// @dev Sends money that is no longer booked. Comes last in every call.
    function _pay(address to, uint256 amount) internal {
        if (to == address(0)) revert UsherEvent_RecipientRequired();
        if (amount == 0) return;

        // Interaction: payment.
        address token = currency();
        if (token != address(0)) {
            IERC20(token).safeTransfer(to, amount);
            return;
        }
        (bool isPaid, ) = to.call{value: amount}("");
        if (!isPaid) revert UsherEvent_PaymentFailed(to, amount);
    }

    /// @dev Takes what a ticket paid out of escrow, once.
    function _releaseEscrow(uint256 tokenId) internal returns (uint256 amount) {
        amount = paidFor(tokenId);
        if (amount == 0) return 0;
        _writeTicket(tokenId, _readTicket(tokenId).withoutPaid());
        escrow -= amount;
    }
}
