// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Clones} from "@openzeppelin/contracts/proxy/Clones.sol";
import {EventSettings, TierSettings} from "./interfaces/EventTypes.sol";
import {IUsherEvent} from "./interfaces/IUsherEvent.sol";
import {IUsherFactory} from "./interfaces/IUsherFactory.sol";
import {CloneArgs} from "./libraries/CloneArgs.sol";

/// @title UsherFactory
/// @notice See {IUsherFactory}, which is the manual.
contract UsherFactory is IUsherFactory {
    /// @inheritdoc IUsherFactory
    address public immutable implementation;

    /// @inheritdoc IUsherFactory
    address public immutable renderer;

    /// @param implementation_ An {UsherEvent}, deployed once per chain.
    /// @param renderer_ An {UsherRenderer}, deployed once per chain.
    constructor(address implementation_, address renderer_) {
        if (implementation_.code.length == 0) revert UsherFactory_NotContract(implementation_);
        if (renderer_.code.length == 0) revert UsherFactory_NotContract(renderer_);
        implementation = implementation_;
        renderer = renderer_;
    }

    /// @inheritdoc IUsherFactory
    function predictEvent(
        address caller,
        EventSettings calldata settings,
        TierSettings[] calldata tiers,
        bytes32 salt
    ) external view returns (address) {
        bytes32 cloneSalt = _saltOf(caller, settings, tiers, salt);
        return Clones.predictDeterministicAddressWithImmutableArgs(implementation, _argsOf(settings), cloneSalt);
    }

    /// @inheritdoc IUsherFactory
    function createEvent(
        EventSettings calldata settings,
        TierSettings[] calldata tiers,
        bytes32 salt
    ) external returns (address eventContract) {
        // Check: nobody creates an event in another's name.
        if (msg.sender != settings.organizer) revert UsherFactory_NotOrganizer(msg.sender, settings.organizer);

        // Effect: the clone. Its own logs follow this one, so that a follower knows whose they are.
        bytes32 cloneSalt = _saltOf(msg.sender, settings, tiers, salt);
        eventContract = Clones.cloneDeterministicWithImmutableArgs(implementation, _argsOf(settings), cloneSalt);
        emit EventCreated(eventContract, msg.sender, salt);

        // Interaction: only with the clone, whose code is known.
        IUsherEvent(eventContract).initialize(settings, tiers);
    }

    /// @dev What the event can never change, kept in the clone's code.
    function _argsOf(EventSettings calldata settings) private pure returns (bytes memory) {
        return CloneArgs.encode(settings.currency, settings.renderer, settings.reissueDelay);
    }

    function _saltOf(
        address caller,
        EventSettings calldata settings,
        TierSettings[] calldata tiers,
        bytes32 salt
    ) private pure returns (bytes32) {
        return keccak256(abi.encode(caller, salt, settings, tiers));
    }
}
