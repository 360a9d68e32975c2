// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice A contract that is asked whether it takes an ERC-721 token, and answers as a test tells it.
contract Receiver {
    enum Answer {
        Accept,
        /// The function's own selector with one bit turned.
        Wrong,
        /// The right four bytes, and dirt behind them.
        Dirty,
        /// Fewer bytes than an answer has.
        Short,
        RevertSilently,
        RevertWithReason,
        RevertWithError,
        Panic
    }

    error Receiver_Unwilling(uint256 tokenId);

    Answer private _answer;

    /// @notice The last call, as it came.
    address public operator;
    address public from;
    uint256 public tokenId;
    bytes public data;

    /// @notice How often it was asked.
    uint256 public calls;

    constructor(Answer answer_) {
        _answer = answer_;
    }

    function onERC721Received(
        address operator_,
        address from_,
        uint256 tokenId_,
        bytes calldata data_
    ) external returns (bytes4 answer) {
        (operator, from, tokenId, data) = (operator_, from_, tokenId_, data_);
        ++calls;
        if (_answer == Answer.RevertSilently) revert();
        if (_answer == Answer.RevertWithReason) revert("not today");
        if (_answer == Answer.RevertWithError) revert Receiver_Unwilling(tokenId_);
        if (_answer == Answer.Panic) assert(false);
        answer = this.onERC721Received.selector;
        if (_answer == Answer.Wrong) answer ^= 0x00000001;
        if (_answer == Answer.Dirty || _answer == Answer.Short) {
            uint256 size = _answer == Answer.Dirty ? 0x20 : 0x1f;
            assembly ("memory-safe") {
                mstore(0x00, or(answer, 1))
                return(0x00, size)
            }
        }
    }
}
