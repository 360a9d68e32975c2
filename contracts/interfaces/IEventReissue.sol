// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title IEventReissue
/// @notice A ticket whose wallet is lost can be given to another one, by events that have declared so at their creation.
/// The organizer announces it, and the holder has the declared delay to refuse.
interface IEventReissue {
    /// @notice The announced reissue of a ticket; zeros if there is none.
    /// @return to Who would get it.
    /// @return effectiveAt From when on, Unix seconds.
    function reissueOf(uint256 tokenId) external view returns (address to, uint64 effectiveAt);

    /// @notice Announces that a ticket will be reissued to another wallet. Takes the place of an earlier announcement.
    ///
    /// Emits {IEventLogs-ReissueAnnounced}.
    ///
    /// Requirements: called by the organizer; the event has declared a delay; `to` is somebody; the ticket may still move.
    function announceReissue(uint256 tokenId, address to) external;

    /// @notice Refuses an announced reissue, or takes it back.
    ///
    /// Emits {IEventLogs-ReissueDropped}. Requirements: called by the ticket's holder or the organizer; one is announced.
    function dropReissue(uint256 tokenId) external;

    /// @notice Carries out an announced reissue. The ticket keeps its id and what was paid for it.
    ///
    /// Emits `Transfer` and {IEventLogs-TicketReissued}.
    ///
    /// Notes:
    /// - A movement of the ticket ends the announcement.
    ///
    /// Requirements: the delay is over; the ticket may still move, its tier's policy aside. Anyone may call.
    function reissue(uint256 tokenId) external;
}
