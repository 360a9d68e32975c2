// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @notice A smart account (ERC-1271) that signs with one key.
contract OneKeyWallet {
    address private immutable _key;

    constructor(address key) {
        _key = key;
    }

    function isValidSignature(bytes32 hash, bytes calldata signature) external view returns (bytes4) {
        (bytes32 r, bytes32 s, uint8 v) = (bytes32(signature[:32]), bytes32(signature[32:64]), uint8(signature[64]));
        return ecrecover(hash, v, r, s) == _key ? bytes4(0x1626ba7e) : bytes4(0xffffffff);
    }
}

/// @notice A smart account that never comes to an end.
contract EndlessWallet {
    function isValidSignature(bytes32, bytes calldata) external view returns (bytes4) {
        uint256 steps;
        while (gasleft() > 0) ++steps;
        return bytes4(0x1626ba7e);
    }
}

/// @notice Deploys {OneKeyWallet}s at addresses that are known before (ERC-6492).
contract WalletFactory {
    function deploy(address key) external returns (address) {
        return address(new OneKeyWallet{salt: 0}(key));
    }

    function addressOf(address key) external view returns (address) {
        bytes32 code = keccak256(abi.encodePacked(type(OneKeyWallet).creationCode, abi.encode(key)));
        return address(uint160(uint256(keccak256(abi.encodePacked(bytes1(0xff), address(this), bytes32(0), code)))));
    }
}
