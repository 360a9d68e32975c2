// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {EventSettings, TierSettings} from "./EventTypes.sol";

/// @title IUsherFactory
/// @notice Creates events. Each event is a minimal clone (ERC-1167) of one implementation, at an address that follows
/// from who creates it and from everything it is created with, so the address can be told before it exists and nobody
/// else can take it.
/// @dev The factory keeps nothing: its logs are the register of events. It has no owner and no switch. A new version of
/// the contracts is a new factory; events that exist never change their code.
interface IUsherFactory {
    /*//////////////////////////////////////////////////////////////////////////
                                        LOGS
    //////////////////////////////////////////////////////////////////////////*/

    /// @notice Emitted when an event is created, before the event's own logs of the same transaction, which tell its
    /// settings, tiers and organizer.
    /// @param eventContract The new event, an {IUsherEvent}.
    /// @param organizer Its organizer, the caller.
    /// @param salt The salt that the caller gave.
    event EventCreated(address indexed eventContract, address indexed organizer, bytes32 salt);

    /*//////////////////////////////////////////////////////////////////////////
                                       ERRORS
    //////////////////////////////////////////////////////////////////////////*/

    /// @notice Thrown when somebody creates an event in another's name.
    error UsherFactory_NotOrganizer(address caller, address organizer);

    /// @notice Thrown when the implementation or the renderer given to the constructor has no code.
    error UsherFactory_NotContract(address account);

    /*//////////////////////////////////////////////////////////////////////////
                                       READS
    //////////////////////////////////////////////////////////////////////////*/

    /// @notice The contract that every event is a clone of. It cannot be initialised itself.
    function implementation() external view returns (address);

    /// @notice The {IUsherRenderer} that comes with this version. An event may name another in its settings.
    function renderer() external view returns (address);

    /// @notice The address that {createEvent} would create an event at.
    /// @param caller Who would call {createEvent}.
    /// @param settings As for {createEvent}.
    /// @param tiers As for {createEvent}.
    /// @param salt As for {createEvent}.
    function predictEvent(
        address caller,
        EventSettings calldata settings,
        TierSettings[] calldata tiers,
        bytes32 salt
    ) external view returns (address eventContract);

    /*//////////////////////////////////////////////////////////////////////////
                                       WRITES
    //////////////////////////////////////////////////////////////////////////*/

    /// @notice Creates an event and initialises it in the same call.
    ///
    /// Emits {EventCreated}, then the event emits `OwnershipTransferred`, {IUsherEvent-EventConfigured} and one
    /// {IUsherEvent-TierConfigured} per tier.
    ///
    /// Notes:
    /// - The clone is made by CREATE2 with the salt `keccak256(abi.encode(caller, salt, settings, tiers))`, and carries
    ///   `abi.encodePacked(settings.currency, settings.renderer, settings.reissueDelay)` behind its code.
    ///
    /// Requirements:
    /// - `settings.organizer` must be the caller, so that nobody puts an event on another's name.
    /// - The same caller must not have created the same event with the same salt before.
    /// - What {IUsherEvent-initialize} requires.
    ///
    /// @param settings What the event is.
    /// @param tiers Its tiers, numbered from 1 in this order; more can be added later.
    /// @param salt Free choice of the caller; tells two otherwise equal events apart.
    /// @return eventContract The new event.
    function createEvent(
        EventSettings calldata settings,
        TierSettings[] calldata tiers,
        bytes32 salt
    ) external returns (address eventContract);
}
