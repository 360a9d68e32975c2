// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IEventOffice} from "../../../contracts/interfaces/IEventOffice.sol";
import {IEventTickets} from "../../../contracts/interfaces/IEventTickets.sol";
import {IUsherEvent} from "../../../contracts/interfaces/IUsherEvent.sol";

/// @notice A wallet with code that, when it is paid, asks for everything again.
contract Guest {
    IUsherEvent private immutable SUBJECT;

    /// @notice Whether it ever got anything a second time.
    bool public hasTricked;

    constructor(IUsherEvent subject) {
        SUBJECT = subject;
    }

    receive() external payable {
        uint256[] memory tokenIds = new uint256[](1);
        for (uint256 tier = 1; tier <= 3; ++tier) {
            tokenIds[0] = tier * 1_000_000 + 1;
            _try(abi.encodeCall(IEventTickets.refund, (tokenIds, address(this))));
        }
        _try(abi.encodeCall(IEventOffice.withdrawCredit, (address(this))));
        _try(abi.encodeCall(IEventOffice.withdraw, (address(this))));
    }

    function onERC721Received(address, address, uint256, bytes calldata) external pure returns (bytes4) {
        return this.onERC721Received.selector;
    }

    /// @notice ERC-1271: what it has signed is what carries this word.
    function isValidSignature(bytes32, bytes calldata signature) external pure returns (bytes4) {
        return keccak256(signature) == keccak256("signed") ? this.isValidSignature.selector : bytes4(0);
    }

    function _try(bytes memory data) private {
        (bool isDone, ) = address(SUBJECT).call(data);
        if (isDone) hasTricked = true;
    }
}
