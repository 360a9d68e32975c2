// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title IEventGate
/// @notice What the gate puts on record. It decides neither a scan nor a refund.
interface IEventGate {
    /// @notice Whether a ticket is marked as used.
    function isUsed(uint256 tokenId) external view returns (bool);

    /// @notice Marks tickets as used: they no longer move. Long lists go in chunks; one that was sent twice changes nothing.
    ///
    /// Emits {IEventLogs-TicketUsed} and ERC-4906's `MetadataUpdate` for each that was not marked before.
    ///
    /// Requirements: called by the organizer or the gate; at or after the cut-off; the event neither canceled nor settled
    /// nor refunding; every ticket exists.
    function markUsed(uint256[] calldata tokenIds) external;

    /// @notice Lifts the mark of tickets.
    ///
    /// Emits {IEventLogs-TicketUseLifted} and ERC-4906's `MetadataUpdate` for each that was marked.
    ///
    /// Requirements: called by the organizer; the event neither canceled nor settled nor refunding.
    function liftUsed(uint256[] calldata tokenIds) external;

    /// @notice Puts the fingerprint of a part of the scan log on record.
    ///
    /// Emits {IEventLogs-ScanLogAnchored}. Requirements: called by the organizer or the gate; `fromSeq <= toSeq`.
    ///
    /// @param root Root of a Merkle tree over salted leaves, one per scan. Proofs are off chain.
    /// @param fromSeq Number of the first scan in it.
    /// @param toSeq Number of the last scan in it.
    function anchorScanLog(bytes32 root, uint64 fromSeq, uint64 toSeq) external;
}
