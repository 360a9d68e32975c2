// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @notice As much of an ERC-20 as tells what it is.
contract NamedToken {
    string public symbol;
    uint8 public decimals;

    constructor(string memory symbol_, uint8 decimals_) {
        symbol = symbol_;
        decimals = decimals_;
    }
}

/// @notice A contract that is no token.
contract NoToken {
    uint256 public answer = 42;
}
