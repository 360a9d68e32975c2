// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";
import {EventState} from "./EventState.sol";

/// @title EventSignatures
/// @notice EIP-712 typed data of the domain (`Usher Event`, `1`, chain id, the event's address), signed by wallets and, by
/// ERC-1271, by contract wallets.
abstract contract EventSignatures is EventState, EIP712 {
    constructor() EIP712("Usher Event", "1") {}

    function _checkSignature(address signer, bytes32 digest, bytes calldata signature) internal view {
        bool isSigned = SignatureChecker.isValidSignatureNowCalldata(signer, digest, signature);
        if (!isSigned) revert UsherEvent_SignatureInvalid(signer);
    }
}
