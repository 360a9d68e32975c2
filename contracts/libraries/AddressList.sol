// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title AddressList
/// @notice Addresses kept as the code of a contract of their own: 4,000 gas each, a fifth of a storage slot.
/// @dev The code begins with STOP, so the contract can never do anything. 20 bytes per address follow.
library AddressList {
    /// @dev Code that returns what follows it, of the size in its second and third byte: PUSH2 size, DUP1, PUSH1 10,
    /// RETURNDATASIZE, CODECOPY, RETURNDATASIZE, RETURN; then the STOP.
    uint256 private constant CREATION_CODE = 0x61000080600a3d393df300;
    uint256 private constant CREATION_SIZE = 11;
    uint256 private constant SIZE_SHIFT = 64;

    /// @dev Keeps addresses, at most 1,228.
    function write(address[] calldata accounts) internal returns (address list) {
        uint256 size = accounts.length * 20;
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            // The free memory is used and not taken: nothing of it is needed afterwards
            let start := mload(0x40)
            let code := or(CREATION_CODE, shl(SIZE_SHIFT, add(size, 1)))
            mstore(start, shl(sub(256, mul(CREATION_SIZE, 8)), code))
            let to := add(start, CREATION_SIZE)
            let from := accounts.offset
            for {
                let end := add(to, size)
            } lt(to, end) {
                to := add(to, 20)
            } {
                mstore(to, shl(96, calldataload(from)))
                from := add(from, 0x20)
            }
            list := create(0, start, add(size, CREATION_SIZE))
        }
        // Only when gas ran out in it: the code is never too long and the nonce never used up
        assert(list != address(0));
    }

    /// @dev One of the addresses, counted from 0.
    function read(address list, uint256 index) internal view returns (address account) {
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            extcodecopy(list, 0x00, add(1, mul(index, 20)), 0x20)
            account := shr(96, mload(0x00))
        }
    }
}
