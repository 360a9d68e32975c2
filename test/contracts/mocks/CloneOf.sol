// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice A clone (ERC-1167) that nobody has initialised, with whatever behind its code.
contract CloneOf {
    constructor(address implementation, bytes memory args) {
        bytes memory code = abi.encodePacked(
            hex"363d3d373d3d3d363d73",
            implementation,
            hex"5af43d82803e903d91602b57fd5bf3",
            args
        );
        assembly ("memory-safe") {
            return(add(code, 0x20), mload(code))
        }
    }
}
