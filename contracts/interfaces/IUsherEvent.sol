// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IEventErrors} from "./IEventErrors.sol";
import {IEventGate} from "./IEventGate.sol";
import {IEventLogs} from "./IEventLogs.sol";
import {IEventMarket} from "./IEventMarket.sol";
import {IEventOffice} from "./IEventOffice.sol";
import {IEventReissue} from "./IEventReissue.sol";
import {IEventTickets} from "./IEventTickets.sol";
import {IEventVouchers} from "./IEventVouchers.sol";
import {IERC5267} from "@openzeppelin/contracts/interfaces/IERC5267.sol";

/// @title IUsherEvent
/// @notice One event that people attend, and its tickets as ERC-721 tokens. The contract decides who may hold a ticket,
/// and keeps what was paid for the tickets until the event is over.
///
/// @dev Roles. The organizer is the ERC-173 owner and hands over in two steps (`transferOwnership`, then
/// `acceptOwnership`). He grants and revokes `MINTER_ROLE` and `GATE_ROLE` with the calls of OpenZeppelin's
/// AccessControl, and may himself do what they allow.
///
/// Token ids. `tierId * 1_000_000 + number`: the decimal digits are read at the door, 2000137 is number 137 of tier 2.
/// Numbers run from 1 within a tier in the order of issue. No id is used twice, and every id is below 2^64.
///
/// Promises. What a ticket was bought for does not become worse. Fixed at creation: name, symbol, currency, renderer and
/// reissue delay. Fixed by a tier's first ticket, bought or minted: its name, price, transfer policy, resale cap and
/// royalty. From the event's first ticket on the times only move later, see {IEventOffice-changeTimes}. What stays free
/// until the end: supply (never below what was issued), sale windows, limits per payer, further tiers; and always the
/// description. Nobody has a ticket yet to whom the terms before a first ticket are a promise: of these {IEventTickets-buy}
/// names the price, and the rest is as it stands when the purchase arrives.
///
/// Following the chain. The logs alone tell everything: settings, tiers, times, who holds what, what was paid and
/// refunded, and where the event stands. Mints make no receiver callback.
///
/// Parts. {IEventTickets} is the life of a ticket, {IEventMarket} its resale, {IEventVouchers} tickets by signature,
/// {IEventReissue} tickets of lost wallets, {IEventGate} what the gate puts on record, {IEventOffice} how the event is
/// organized; {IEventLogs} what it tells and {IEventErrors} why it refuses.
///
/// Standards. ERC-721 with metadata, ERC-2981, ERC-4906, ERC-5192, ERC-7572, all answered through ERC-165.
// solhint-disable-next-line no-empty-blocks
interface IUsherEvent is
    IEventErrors,
    IEventLogs,
    IEventOffice,
    IEventGate,
    IEventTickets,
    IEventMarket,
    IEventVouchers,
    IEventReissue,
    IERC5267
{}
