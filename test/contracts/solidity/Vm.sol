// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @notice What the test runner does for a test that asks its address: the few of its calls that are used here.
interface Vm {
    function addr(uint256 privateKey) external pure returns (address);

    function assume(bool condition) external pure;

    function deal(address account, uint256 balance) external;

    function expectRevert(bytes calldata data) external;

    function prank(address sender) external;

    function revertToState(uint256 snapshot) external returns (bool isDone);

    function sign(uint256 privateKey, bytes32 digest) external pure returns (uint8 v, bytes32 r, bytes32 s);

    function snapshotState() external returns (uint256 snapshot);

    function warp(uint256 timestamp) external;
}

Vm constant VM = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));
