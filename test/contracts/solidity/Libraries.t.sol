// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {TransferPolicy} from "../../../contracts/interfaces/EventTypes.sol";
import {Text} from "../../../contracts/libraries/Text.sol";
import {TicketId} from "../../../contracts/libraries/TicketId.sol";
import {TicketWord, TicketWords} from "../../../contracts/libraries/TicketWord.sol";

/// @notice The libraries against the same rules said in another way.
contract LibrariesTest {
    uint256 private constant COUNT_SHIFT = 224;

    function testFuzz_anIdIsItsTierAndNumber(uint16 tierId, uint32 number) external pure {
        number = uint32(1 + (number % 999_999));
        if (tierId == 0) tierId = 1;
        uint256 tokenId = TicketId.encode(tierId, number);
        require(tokenId < 2 ** 64, "an id of 2^64 or more");
        require(TicketId.tierOf(tokenId) == tierId, "another tier");
        require(TicketId.numberOf(tokenId) == number, "another number");
    }

    function testFuzz_noTwoTicketsShareAnId(uint16 a, uint32 m, uint16 b, uint32 n) external pure {
        (m, n) = (uint32(1 + (m % 999_999)), uint32(1 + (n % 999_999)));
        bool isSame = a == b && m == n;
        require((TicketId.encode(a, m) == TicketId.encode(b, n)) == isSame, "one id for two tickets");
    }

    function testFuzz_whatIsNoIdHasNoTier(uint256 tokenId) external pure {
        uint256 tier = tokenId / 1_000_000;
        require(TicketId.tierOf(tokenId) == (tier < 65_536 ? tier : 0), "a high id passes for a low one");
    }

    function testFuzz_aMovedTicketHasItsNextHolderAndOneMovementMore(
        address from,
        address to,
        uint8 policy,
        bool isPaid,
        uint32 count
    ) external view {
        if (count == type(uint32).max) --count;
        TicketWord word = this.moveTo(_wordOf(from, policy, isPaid, count), to);
        require(word.holder() == to, "another holder");
        require(word.transferCount() == uint256(count) + 1, "movements are miscounted");
        require(uint8(word.transferPolicy()) == policy % 4, "another policy");
        require(word.isPaid() == isPaid, "another payment");
    }

    function test_aTicketThatMovedTooOftenStaysWhereItIs() external view {
        TicketWord word = _wordOf(address(1), 0, false, type(uint32).max);
        try this.moveTo(word, address(2)) {
            revert("the count of movements wrapped");
        } catch (bytes memory reason) {
            require(keccak256(reason) == keccak256(abi.encodeWithSignature("Panic(uint256)", 0x11)), "no overflow");
        }
    }

    function moveTo(TicketWord word, address to) external pure returns (TicketWord) {
        return word.moveTo(to);
    }

    function _wordOf(address holder, uint8 policy, bool isPaid, uint32 count) private pure returns (TicketWord) {
        uint256 word = TicketWord.unwrap(TicketWords.create(holder, TransferPolicy(policy % 4), isPaid));
        return TicketWord.wrap(word | (uint256(count) << COUNT_SHIFT));
    }

    function testFuzz_namesAreWhatTheRuleSays(string calldata text) external pure {
        require(Text.isName(text) == _isName(bytes(text)), "another name than the rule says");
    }

    function testFuzz_namesOfNearlyGoodText(bytes32 seed, uint8 length, uint8 place, bytes1 odd) external view {
        bytes memory text = new bytes(length % 70);
        for (uint256 i = 0; i < text.length; ++i) text[i] = bytes1(uint8(0x61 + (uint8(seed[i % 32]) % 26)));
        if (text.length > 0) text[place % text.length] = odd;
        require(this.isName(string(text)) == _isName(text), "another name than the rule says");
        require(this.isURI(string(text)) == _isURI(text), "another URI than the rule says");
    }

    function isName(string calldata text) external pure returns (bool) {
        return Text.isName(text);
    }

    function isURI(string calldata text) external pure returns (bool) {
        return Text.isURI(text);
    }

    function _isName(bytes memory text) private pure returns (bool) {
        if (text.length < 1 || text.length > 64) return false;
        for (uint256 i = 0; i < text.length; ++i) {
            bytes1 c = text[i];
            if (c < 0x20 || c == 0x7f) return false;
            if (c == "<" || c == ">" || c == "&" || c == "'" || c == '"' || c == "\\") return false;
            if (i > 0 && text[i - 1] == 0xc2 && c < 0xa0) return false;
        }
        return true;
    }

    function _isURI(bytes memory text) private pure returns (bool) {
        for (uint256 i = 0; i < text.length; ++i) {
            bytes1 c = text[i];
            if (c <= 0x20 || c >= 0x7f || c == "<" || c == ">" || c == '"' || c == "\\") return false;
        }
        return true;
    }
}
