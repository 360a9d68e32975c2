// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {AccessControl} from "@openzeppelin/contracts/access/AccessControl.sol";
import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {Ownable2Step} from "@openzeppelin/contracts/access/Ownable2Step.sol";
import {IUsherEvent} from "../interfaces/IUsherEvent.sol";

/// @title EventRoles
/// @notice Who may do what: the organizer is the owner and the only one to grant roles; a role gives one right each.
abstract contract EventRoles is Ownable2Step, AccessControl, IUsherEvent {
    /// @inheritdoc IUsherEvent
    bytes32 public constant MINTER_ROLE = keccak256("MINTER_ROLE");

    /// @inheritdoc IUsherEvent
    bytes32 public constant GATE_ROLE = keccak256("GATE_ROLE");

    /// @dev Lets the organizer and whoever has the role pass.
    modifier onlyOrganizerOr(bytes32 role) {
        if (msg.sender != owner()) _checkRole(role);
        _;
    }

    /// @inheritdoc AccessControl
    /// @dev The admin role, by which roles are granted and revoked, is the organizer's and moves with the hand-over.
    function hasRole(bytes32 role, address account) public view override returns (bool) {
        return role == DEFAULT_ADMIN_ROLE ? account == owner() : super.hasRole(role, account);
    }

    /// @notice Always refused: an event without organizer could neither be canceled nor settled.
    function renounceOwnership() public pure override(Ownable) {
        revert UsherEvent_OrganizerRequired();
    }

    /// @inheritdoc AccessControl
    function _grantRole(bytes32 role, address account) internal override returns (bool) {
        _checkRoleKnown(role);
        return super._grantRole(role, account);
    }

    /// @inheritdoc AccessControl
    function _revokeRole(bytes32 role, address account) internal override returns (bool) {
        _checkRoleKnown(role);
        return super._revokeRole(role, account);
    }

    /// @dev The admin role is not granted: it follows the owner.
    function _checkRoleKnown(bytes32 role) private pure {
        if (role != MINTER_ROLE && role != GATE_ROLE) revert UsherEvent_RoleUnknown(role);
    }
}
