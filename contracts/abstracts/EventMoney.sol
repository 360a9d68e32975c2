// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IERC20} from "@openzeppelin/contracts/interfaces/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {EventState} from "./EventState.sol";

/// @title EventMoney
/// @notice How money comes and goes. Amounts are booked when money moves and never read from the balance, so the balance
/// is at least escrow and credits together as long as the currency keeps its word.
/// @dev One guard stands over every entry point that changes tickets or money. Those that call nobody only ask it
/// ({notReentered}), the others close it (`nonReentrant`).
abstract contract EventMoney is EventState, ReentrancyGuardTransient {
    using SafeERC20 for IERC20;

    modifier notReentered() {
        if (_reentrancyGuardEntered()) revert ReentrancyGuardReentrantCall();
        _;
    }

    /// @dev Takes exactly `due` from the caller.
    /// @param token {_currency}.
    function _collect(address token, uint256 due) internal {
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
        _creditOf[account] += amount;
        _totalCredit += amount;
        emit CreditAdded(account, tokenId, amount);
    }

    /// @dev Sends money that is no longer booked. Comes last in every call.
    function _pay(address to, uint256 amount) internal {
        if (to == address(0)) revert UsherEvent_RecipientRequired();
        if (amount == 0) return;

        // Interaction: payment.
        address token = _currency();
        if (token != address(0)) {
            IERC20(token).safeTransfer(to, amount);
            return;
        }
        (bool isPaid, ) = to.call{value: amount}("");
        if (!isPaid) revert UsherEvent_PaymentFailed(to, amount);
    }

    /// @dev Sends money as {_pay} does, and tells whether it arrived instead of refusing. The recipient has 100,000 gas and
    /// nothing of his answer is read, so that he cannot make the call fail.
    /// @param token {_currency}.
    function _tryPay(address token, address to, uint256 amount) internal returns (bool isPaid) {
        if (amount == 0) return true;

        // Interaction: payment.
        if (token != address(0)) return IERC20(token).trySafeTransfer(to, amount);
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            isPaid := call(100000, to, amount, 0x00, 0x00, 0x00, 0x00)
        }
    }
}
