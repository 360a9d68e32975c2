// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IERC2981} from "@openzeppelin/contracts/interfaces/IERC2981.sol";
import {IERC4906} from "@openzeppelin/contracts/interfaces/IERC4906.sol";
import {IERC721Metadata} from "@openzeppelin/contracts/interfaces/IERC721Metadata.sol";
import {IERC5192} from "./IERC5192.sol";

/// @title IEventTickets
/// @notice The life of a ticket: how it begins, what it is worth, and how it ends.
interface IEventTickets is IERC721Metadata, IERC2981, IERC4906, IERC5192 {
    /*//////////////////////////////////////////////////////////////////////////
                                  READS: TICKETS
    //////////////////////////////////////////////////////////////////////////*/

    /// @notice The tier of a ticket, from its id alone; 0 for what is too high to be an id.
    function tierOf(uint256 tokenId) external pure returns (uint16);

    /// @notice The running number of a ticket in its tier, from its id alone.
    function numberOf(uint256 tokenId) external pure returns (uint32);

    /// @notice How often a ticket has moved or ended. It never sinks, so what was signed for one count of a ticket is
    /// worthless from its next movement on.
    function transferCountOf(uint256 tokenId) external view returns (uint32);

    /// @notice What was paid for a ticket and is still in escrow for it; 0 if it was free, refunded or void.
    function paidFor(uint256 tokenId) external view returns (uint256);

    /*//////////////////////////////////////////////////////////////////////////
                            WRITES: THE LIFE OF A TICKET
    //////////////////////////////////////////////////////////////////////////*/

    /// @notice Buys tickets of one tier.
    ///
    /// Emits {TicketsSold} if the tier has a price, and one `Transfer` per ticket.
    ///
    /// Notes:
    /// - The contract keeps the money for the tickets until the event is over.
    /// - An ERC-20 payment is pulled from the caller, who has approved it; it counts only if the contract's balance grew
    ///   by exactly the amount due.
    ///
    /// Requirements:
    /// - Sales not paused; the tier on sale; the event neither over nor canceled.
    /// - `expectedPrice` is the tier's price, so that nobody pays a price he has not seen.
    /// - Enough places left, and the caller within the tier's limit.
    /// - Native coin: exactly `expectedPrice * count` sent along. ERC-20: none sent along.
    ///
    /// @param tierId The tier.
    /// @param count How many tickets, at least 1.
    /// @param to Who gets them.
    /// @param expectedPrice What the buyer has been shown as the price of one ticket.
    /// @return firstTokenId The first ticket; the others follow without a gap.
    function buy(
        uint16 tierId,
        uint256 count,
        address to,
        uint256 expectedPrice
    ) external payable returns (uint256 firstTokenId);

    /// @notice Issues tickets of one tier to one holder, without payment.
    ///
    /// Emits one `Transfer` per ticket.
    ///
    /// Requirements:
    /// - Called by the organizer or a minter, while the event is neither over nor canceled.
    /// - Enough places left.
    ///
    /// @return firstTokenId The first ticket; the others follow without a gap.
    function mint(uint16 tierId, address to, uint256 count) external returns (uint256 firstTokenId);

    /// @notice Issues one ticket of a tier to each of many holders, without payment. Sent twice, it issues twice: what may
    /// have to be sent again goes by {airdropOnce}.
    ///
    /// Emits one `Transfer` per ticket. Requirements: as for {mint}; all or none.
    ///
    /// @param recipients Who gets a ticket, in the order of their numbers; whoever stands twice gets two.
    /// @return firstTokenId The ticket of the first recipient; the others follow without a gap.
    function airdrop(uint16 tierId, address[] calldata recipients) external returns (uint256 firstTokenId);

    /// @notice As {airdrop}, under an id that is good for one airdrop of this event, whoever sends it. A long list goes in
    /// chunks with an id each: one that was lost on its way, or whose receipt was, is sent again, and nobody gets two.
    ///
    /// Emits one `Transfer` per ticket and {IEventLogs-AirdropIssued}.
    ///
    /// Requirements: as for {airdrop}; nothing was issued under this id.
    ///
    /// @param airdropId Free choice of the caller. {IEventOffice-airdropOf} tells what was issued under it.
    function airdropOnce(
        bytes32 airdropId,
        uint16 tierId,
        address[] calldata recipients
    ) external returns (uint256 firstTokenId);

    /// @notice Ends tickets for good. Their places are not sold again.
    ///
    /// Emits {TicketVoided} and `Transfer` to 0 per ticket, {CreditAdded} for each that was paid.
    ///
    /// Notes:
    /// - What was paid for a ticket is credited to its holder.
    ///
    /// Requirements:
    /// - Called by the organizer, while the event is neither canceled nor settled.
    /// - Every ticket exists.
    function voidTickets(uint256[] calldata tokenIds) external;

    /// @notice Pays back exactly what was paid for tickets. Each is refunded once.
    ///
    /// Emits {TicketRefunded} per ticket, and `Transfer` to 0 if the event goes on without its holder.
    ///
    /// Requirements:
    /// - Refunds are open: the event is canceled, or its times were moved and doors are ahead, or {openRefunds}.
    /// - The caller holds every ticket, and each was paid.
    ///
    /// @param tokenIds The tickets.
    /// @param to Who is paid.
    function refund(uint256[] calldata tokenIds, address to) external returns (uint256 amount);
}
