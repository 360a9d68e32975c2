// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Voucher} from "./EventTypes.sol";

/// @title IEventVouchers
/// @notice Tickets promised by signature: a minter signs a voucher, and anybody may bring it here for its recipient, who
/// needs neither gas nor a transaction of his own.
///
/// @dev EIP-712 typed data of the domain (`Usher Event`, `1`, chain id, this event's address), of the types
/// `Voucher(bytes32 voucherId,address signer,uint16 tierId,uint32 count,address recipient,address key,uint64 expiresAt)`
/// and `Claim(bytes32 voucherId,address to)`. A voucher names its recipient, or a key that travels in the fragment of a
/// link: whoever has the link signs the claim for a wallet of his choice, and nobody who sees the claim can turn it to
/// another.
interface IEventVouchers {
    /// @notice The EIP-712 digest of a voucher, which its signer signs.
    function hashVoucher(Voucher calldata voucher) external view returns (bytes32);

    /// @notice The EIP-712 digest of a claim, which the key of a voucher signs.
    function hashClaim(bytes32 voucherId, address to) external view returns (bytes32);

    /// @notice Whether a voucher was claimed or taken back.
    function isVoucherSpent(bytes32 voucherId) external view returns (bool);

    /// @notice Issues the tickets of a voucher, free.
    ///
    /// Emits one `Transfer` per ticket and {IEventLogs-VoucherClaimed}.
    ///
    /// Requirements:
    /// - Its signer is the organizer or a minter now, and has signed it.
    /// - It names a recipient, who is `to`; or a key, which has signed the claim for `to`; not both and not neither.
    /// - Neither expired, nor claimed, nor taken back.
    /// - What {IEventTickets-mint} requires of tier, count and time.
    ///
    /// @param voucher What the signer has signed.
    /// @param signature His signature.
    /// @param to Who gets the tickets.
    /// @param claimSignature The key's signature of the claim; empty if the voucher names a recipient.
    /// @return firstTokenId The first ticket; the others follow without a gap.
    function claim(
        Voucher calldata voucher,
        bytes calldata signature,
        address to,
        bytes calldata claimSignature
    ) external returns (uint256 firstTokenId);

    /// @notice Takes a voucher back, also one that nobody has seen yet.
    ///
    /// Emits {IEventLogs-VoucherRevoked}. Requirements: called by the organizer or a minter; not claimed or taken back.
    function revokeVoucher(bytes32 voucherId) external;
}
