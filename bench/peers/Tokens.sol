// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {ERC721 as OpenZeppelinERC721} from "@openzeppelin/contracts/token/ERC721/ERC721.sol";
import {ERC721A} from "erc721a/contracts/ERC721A.sol";
import {ERC721 as SoladyERC721} from "solady/src/tokens/ERC721.sol";
import {ERC721 as SolmateERC721} from "solmate/src/tokens/ERC721.sol";

// Each library's token with nothing but running numbers: anyone mints, without limit, pause, price or role.

contract OpenZeppelinToken is OpenZeppelinERC721("Peer", "PEER") {
    uint256 private _nextId = 1;

    function mint(address to, uint256 count) external {
        uint256 id = _nextId;
        _nextId = id + count;
        for (uint256 end = id + count; id < end; ++id) _mint(to, id);
    }
}

contract Erc721aToken is ERC721A("Peer", "PEER") {
    function mint(address to, uint256 count) external {
        _mint(to, count);
    }

    function _startTokenId() internal pure override returns (uint256) {
        return 1;
    }
}

contract SoladyToken is SoladyERC721 {
    uint256 private _nextId = 1;

    function mint(address to, uint256 count) external {
        uint256 id = _nextId;
        _nextId = id + count;
        for (uint256 end = id + count; id < end; ++id) _mint(to, id);
    }

    function airdrop(address[] calldata recipients) external {
        uint256 id = _nextId;
        _nextId = id + recipients.length;
        for (uint256 i = 0; i < recipients.length; ++i) _mint(recipients[i], id + i);
    }

    function name() public pure override returns (string memory) {
        return "Peer";
    }

    function symbol() public pure override returns (string memory) {
        return "PEER";
    }

    function tokenURI(uint256) public pure override returns (string memory) {
        return "";
    }
}

contract SolmateToken is SolmateERC721("Peer", "PEER") {
    uint256 private _nextId = 1;

    function mint(address to, uint256 count) external {
        uint256 id = _nextId;
        _nextId = id + count;
        for (uint256 end = id + count; id < end; ++id) _mint(to, id);
    }

    function tokenURI(uint256) public pure override returns (string memory) {
        return "";
    }
}
