// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice A contract wallet that does what a test tells it, and may answer whatever it receives with one call.
contract Puppet {
    address private _target;
    bytes private _call;
    bool private _refuses;
    bool private _exhausts;

    /// @notice How the call back was refused; empty if it passed or was never made.
    bytes public refusal;

    /// @notice How often it has called back.
    uint256 public reactions;

    receive() external payable {
        require(!_refuses, "refused");
        while (_exhausts) {}
        _react();
    }

    function onERC721Received(address, address, uint256, bytes calldata) external returns (bytes4) {
        _react();
        return this.onERC721Received.selector;
    }

    function execute(address target, bytes calldata data) external payable {
        (bool isDone, bytes memory answer) = target.call{value: msg.value}(data);
        if (!isDone) {
            assembly ("memory-safe") {
                revert(add(answer, 0x20), mload(answer))
            }
        }
    }

    /// @notice Calls back with this on each receipt.
    function reactWith(address target, bytes calldata data) external {
        _target = target;
        _call = data;
    }

    /// @notice Takes no native coin from now on.
    function refuse() external {
        _refuses = true;
    }

    /// @notice Uses up all gas that comes with a payment from now on.
    function exhaust() external {
        _exhausts = true;
    }

    function _react() private {
        if (_target == address(0)) return;
        ++reactions;
        (bool isDone, bytes memory answer) = _target.call(_call);
        refusal = isDone ? bytes("") : answer;
    }
}
