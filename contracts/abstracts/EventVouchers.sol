// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IAccessControl} from "@openzeppelin/contracts/access/IAccessControl.sol";
import {Voucher} from "../interfaces/EventTypes.sol";
import {IEventVouchers} from "../interfaces/IEventVouchers.sol";
import {EventSignatures} from "./EventSignatures.sol";
import {EventTickets} from "./EventTickets.sol";

/// @title EventVouchers
/// @notice Tickets promised by signature.
abstract contract EventVouchers is EventTickets, EventSignatures, IEventVouchers {
    bytes32 private constant VOUCHER_TYPEHASH = keccak256(
        "Voucher(bytes32 voucherId,address signer,uint16 tierId,uint32 count,address recipient,address key,"
        "uint64 expiresAt)"
    );
    bytes32 private constant CLAIM_TYPEHASH = keccak256("Claim(bytes32 voucherId,address to)");

    /// @inheritdoc IEventVouchers
    function isVoucherSpent(bytes32 voucherId) external view returns (bool) {
        return _spentVouchers[voucherId];
    }

    /// @inheritdoc IEventVouchers
    function hashVoucher(Voucher calldata voucher) public view returns (bytes32) {
        return _hashTypedDataV4(keccak256(abi.encode(VOUCHER_TYPEHASH, voucher)));
    }

    /// @inheritdoc IEventVouchers
    function hashClaim(bytes32 voucherId, address to) public view returns (bytes32) {
        return _hashTypedDataV4(keccak256(abi.encode(CLAIM_TYPEHASH, voucherId, to)));
    }

    /// @inheritdoc IEventVouchers
    function claim(
        Voucher calldata voucher,
        bytes calldata signature,
        address to,
        bytes calldata claimSignature
    ) external nonReentrant returns (uint256 firstTokenId) {
        // Check: it counts, comes from a minter, and is for whom it is claimed.
        bytes32 voucherId = voucher.voucherId;
        if (block.timestamp >= voucher.expiresAt) revert UsherEvent_VoucherExpired(voucherId, voucher.expiresAt);
        if (_spentVouchers[voucherId]) revert UsherEvent_VoucherSpent(voucherId);
        if (!_mayActAs(MINTER, voucher.signer)) {
            revert IAccessControl.AccessControlUnauthorizedAccount(voucher.signer, MINTER);
        }
        _checkSignature(voucher.signer, hashVoucher(voucher), signature);
        _checkBinding(voucher, to, claimSignature);

        // Effect: it is spent, and the tickets are issued.
        _spentVouchers[voucherId] = true;
        firstTokenId = _issue({tierId: voucher.tierId, to: to, count: voucher.count, isPaid: false});
        emit VoucherClaimed(voucherId, to, firstTokenId, voucher.count);
    }

    /// @inheritdoc IEventVouchers
    function revokeVoucher(bytes32 voucherId) external notReentered onlyOrganizerOr(MINTER) {
        if (_spentVouchers[voucherId]) revert UsherEvent_VoucherSpent(voucherId);
        _spentVouchers[voucherId] = true;
        emit VoucherRevoked(voucherId);
    }

    /// @dev Refuses to give the tickets to anybody but the recipient, or whom the key names.
    function _checkBinding(Voucher calldata voucher, address to, bytes calldata claimSignature) private view {
        bool hasRecipient = voucher.recipient != address(0);
        bool hasKey = voucher.key != address(0);
        if (hasRecipient == hasKey) revert UsherEvent_VoucherUnbound(voucher.voucherId);
        if (hasKey) _checkSignature(voucher.key, hashClaim(voucher.voucherId, to), claimSignature);
        else if (to != voucher.recipient) revert UsherEvent_VoucherNotFor(voucher.voucherId, to);
    }
}
