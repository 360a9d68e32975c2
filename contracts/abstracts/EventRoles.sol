// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IAccessControl} from "@openzeppelin/contracts/access/IAccessControl.sol";
import {IEventOffice} from "../interfaces/IEventOffice.sol";
import {EventState} from "./EventState.sol";

/// @title EventRoles
/// @notice Who may do what: the organizer is the owner and the only one to grant roles; a role gives one right each.
/// @dev The calls, logs and errors of OpenZeppelin's Ownable2Step and AccessControl. Not their code, because the
/// organizer stands in the slot that nearly every call reads anyway.
abstract contract EventRoles is EventState, IEventOffice {
    /// @dev The admin role, by which roles are granted and revoked, is the organizer's and moves with the hand-over.
    bytes32 private constant ADMIN = 0;

    /// @inheritdoc IEventOffice
    // solhint-disable-next-line func-name-mixedcase
    function MINTER_ROLE() external pure returns (bytes32) {
        return MINTER;
    }

    /// @inheritdoc IEventOffice
    // solhint-disable-next-line func-name-mixedcase
    function GATE_ROLE() external pure returns (bytes32) {
        return GATE;
    }

    /// @inheritdoc IEventOffice
    function owner() external view returns (address) {
        return _terms.organizer;
    }

    /// @inheritdoc IEventOffice
    function pendingOwner() external view returns (address) {
        return _pendingOrganizer;
    }

    /// @inheritdoc IAccessControl
    function hasRole(bytes32 role, address account) external view returns (bool) {
        return role == ADMIN ? account == _terms.organizer : _roles[role][account];
    }

    /// @inheritdoc IAccessControl
    function getRoleAdmin(bytes32) external pure returns (bytes32) {
        return ADMIN;
    }

    /// @inheritdoc IEventOffice
    function transferOwnership(address newOwner) external onlyOrganizer {
        _pendingOrganizer = newOwner;
        emit OwnershipTransferStarted(_terms.organizer, newOwner);
    }

    /// @inheritdoc IEventOffice
    function acceptOwnership() external {
        if (msg.sender != _pendingOrganizer) revert OwnableUnauthorizedAccount(msg.sender);
        delete _pendingOrganizer;
        _setOrganizer(msg.sender);
    }

    /// @inheritdoc IEventOffice
    function renounceOwnership() external pure {
        revert UsherEvent_OrganizerRequired();
    }

    /// @inheritdoc IAccessControl
    function grantRole(bytes32 role, address account) external {
        _checkAdmin();
        _checkRoleKnown(role);
        if (_roles[role][account]) return;
        _roles[role][account] = true;
        emit RoleGranted(role, account, msg.sender);
    }

    /// @inheritdoc IAccessControl
    function revokeRole(bytes32 role, address account) external {
        _checkAdmin();
        _revokeRole(role, account);
    }

    /// @inheritdoc IAccessControl
    function renounceRole(bytes32 role, address callerConfirmation) external {
        if (callerConfirmation != msg.sender) revert AccessControlBadConfirmation();
        _revokeRole(role, callerConfirmation);
    }

    function _setOrganizer(address organizer) internal {
        emit OwnershipTransferred(_terms.organizer, organizer);
        _terms.organizer = organizer;
    }

    function _checkAdmin() private view {
        if (msg.sender != _terms.organizer) revert AccessControlUnauthorizedAccount(msg.sender, ADMIN);
    }

    /// @dev The admin role is not granted: it follows the owner.
    function _checkRoleKnown(bytes32 role) private pure {
        if (role != MINTER && role != GATE) revert UsherEvent_RoleUnknown(role);
    }

    function _revokeRole(bytes32 role, address account) private {
        _checkRoleKnown(role);
        if (!_roles[role][account]) return;
        _roles[role][account] = false;
        emit RoleRevoked(role, account, msg.sender);
    }
}
