// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title CloneArgs
/// @notice What an event can never change stands behind the 45 bytes of its clone's code, not in storage: the
/// currency, the renderer and the reissue delay, packed in this order. Reading it costs a twentieth of a storage slot.
/// @dev {UsherFactory} appends them; the initializer compares them with the settings. See ERC-1167 and OpenZeppelin's
/// `Clones`.
library CloneArgs {
    /// @dev Where the arguments begin in the code of a clone.
    uint256 private constant START = 0x2d;

    /// @dev What {UsherFactory} appends to the code of an event's clone.
    function encode(address currency, address renderer, uint32 reissueDelay) internal pure returns (bytes memory) {
        return abi.encodePacked(currency, renderer, reissueDelay);
    }

    function readCurrency() internal view returns (address) {
        return address(bytes20(_readWord(0)));
    }

    function readRenderer() internal view returns (address) {
        return address(bytes20(_readWord(20)));
    }

    function readReissueDelay() internal view returns (uint32) {
        return uint32(bytes4(_readWord(40)));
    }

    /// @dev 32 bytes of the clone's own code, which is where `address()` points in a delegated call too.
    function _readWord(uint256 offset) private view returns (bytes32 word) {
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            extcodecopy(address(), 0x00, add(START, offset), 0x20)
            word := mload(0x00)
        }
    }
}
