// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

/// @notice An ERC-20 that keeps its word, unless a test gives it one of the ways in which real tokens do not.
contract OddToken is ERC20("Odd", "ODD") {
    enum Way {
        Honest,
        /// Moves nothing and answers false.
        False,
        /// Moves, and answers nothing at all.
        Silent,
        /// Keeps one unit of each transfer.
        Fee,
        /// Moves one unit more than it was asked to.
        Generous,
        /// Moves nothing and answers true.
        Liar,
        /// Takes, and refuses to give back: moves nothing out and answers false.
        Withholding
    }

    Way private _way;
    address private _target;
    bytes private _call;

    /// @notice How the call back was refused; empty if it passed or was never made.
    bytes public refusal;

    function setWay(Way way) external {
        _way = way;
    }

    /// @notice Calls back with this on each transfer.
    function reactWith(address target, bytes calldata data) external {
        _target = target;
        _call = data;
    }

    function mint(address to, uint256 amount) external {
        _mint(to, amount);
    }

    /// @notice Makes a balance smaller by itself.
    function take(address from, uint256 amount) external {
        _burn(from, amount);
    }

    function transfer(address to, uint256 amount) public override returns (bool) {
        if (_way == Way.Withholding) return false;
        return _move(msg.sender, to, amount);
    }

    function transferFrom(address from, address to, uint256 amount) public override returns (bool) {
        _spendAllowance(from, msg.sender, amount);
        return _move(from, to, amount);
    }

    function _move(address from, address to, uint256 amount) private returns (bool) {
        if (_target != address(0)) {
            (bool isDone, bytes memory answer) = _target.call(_call);
            refusal = isDone ? bytes("") : answer;
        }
        if (_way == Way.False) return false;
        if (_way == Way.Liar) return true;
        if (_way == Way.Fee) amount -= 1;
        if (_way == Way.Generous) amount += 1;
        _transfer(from, to, amount);
        if (_way == Way.Silent) {
            assembly ("memory-safe") {
                return(0, 0)
            }
        }
        return true;
    }
}
