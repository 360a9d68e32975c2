// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title Text
/// @notice Which strings may stand in an event, so that they can go into JSON, SVG, HTML and a database as they are.
library Text {
    /// @dev Longest name in bytes.
    uint256 internal constant MAX_NAME = 64;

    /// @dev Longest URI in bytes.
    uint256 internal constant MAX_URI = 2_048;

    /// @dev One bit per ASCII character that a name must not hold: control characters, DEL and `" & ' < > \`.
    uint256 private constant NOT_IN_NAME =
        ((1 << 32) - 1) |
            (1 << 0x7f) |
            (1 << 0x22) |
            (1 << 0x26) |
            (1 << 0x27) |
            (1 << 0x3c) |
            (1 << 0x3e) |
            (1 << 0x5c);

    /// @dev The same for a URI: control characters, space, DEL and `" < > \`.
    uint256 private constant NOT_IN_URI =
        ((1 << 33) - 1) | (1 << 0x7f) | (1 << 0x22) | (1 << 0x3c) | (1 << 0x3e) | (1 << 0x5c);

    /// @dev Whether this can be the name of an event or a tier: 1 to 64 bytes, none of `< > & " ' \`, no control
    /// character (of ASCII, or of Latin-1 in UTF-8: 0xc2 and then 0x80 to 0x9f).
    function isName(string calldata text) internal pure returns (bool) {
        bytes calldata characters = bytes(text);
        if (characters.length == 0 || characters.length > MAX_NAME) return false;
        uint256 previous;
        for (uint256 i = 0; i < characters.length; ++i) {
            uint256 character = uint8(characters[i]);
            if ((NOT_IN_NAME >> character) & 1 == 1) return false;
            if (previous == 0xc2 && character < 0xa0) return false;
            previous = character;
        }
        return true;
    }

    /// @dev Whether this can be a URI: up to 2,048 printable ASCII characters without space and `" < > \`.
    function isURI(string calldata text) internal pure returns (bool) {
        bytes calldata characters = bytes(text);
        if (characters.length > MAX_URI) return false;
        for (uint256 i = 0; i < characters.length; ++i) {
            uint256 character = uint8(characters[i]);
            if (character > 0x7f || (NOT_IN_URI >> character) & 1 == 1) return false;
        }
        return true;
    }
}
