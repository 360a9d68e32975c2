// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Base64} from "@openzeppelin/contracts/utils/Base64.sol";
import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";
import {EventStatus, TierSettings} from "./interfaces/EventTypes.sol";
import {IUsherEvent} from "./interfaces/IUsherEvent.sol";
import {IUsherRenderer} from "./interfaces/IUsherRenderer.sol";

/// @title UsherRenderer
/// @notice Metadata and picture made on chain from what the event itself says; nothing to host and nothing to lose.
/// @dev Names go into JSON and SVG as they are: an event refuses the characters that would need escaping.
contract UsherRenderer is IUsherRenderer {
    using Strings for uint256;

    /// @dev What a ticket's metadata tells.
    struct Face {
        string eventName;
        string tierName;
        string number;
        string state;
    }

    /// @dev Longest name, in bytes, that stands on the picture at its natural width.
    uint256 private constant WIDEST = 24;

    /// @inheritdoc IUsherRenderer
    function tokenURI(address eventContract, uint256 tokenId) external view returns (string memory) {
        IUsherEvent subject = IUsherEvent(eventContract);
        subject.ownerOf(tokenId);
        (TierSettings memory tier, ) = subject.tier(subject.tierOf(tokenId));
        Face memory face = Face({
            eventName: subject.name(),
            tierName: tier.name,
            number: uint256(subject.numberOf(tokenId)).toString(),
            state: _stateOf(subject, tokenId)
        });

        bytes memory json = abi.encodePacked(
            '{"name":"',
            string.concat(face.eventName, " - ", face.tierName, " ", face.number),
            '","description":"Ticket to ',
            face.eventName,
            '","image":"data:image/svg+xml;base64,',
            Base64.encode(_draw(face)),
            '","attributes":[',
            _text("Event", face.eventName),
            ",",
            _text("Tier", face.tierName),
            ',{"trait_type":"Number","value":',
            face.number,
            "},",
            _text("State", face.state),
            ",",
            _date("Doors", subject.doorsAt()),
            ",",
            _date("End", subject.endsAt()),
            "]}"
        );
        return string.concat("data:application/json;base64,", Base64.encode(json));
    }

    /// @dev The picture: event, tier, number and state on a card of 600 by 300.
    function _draw(Face memory face) private pure returns (bytes memory) {
        return
            abi.encodePacked(
                '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 300" font-family="sans-serif" fill="#f5f2ea">',
                '<rect width="600" height="300" rx="20" fill="#1d2433"/>',
                '<path d="M0 215H600" stroke="#f5f2ea" stroke-opacity=".35" stroke-dasharray="4 8"/>',
                _line("82", "40", face.eventName),
                _line("136", "26", face.tierName),
                '<text x="32" y="268" font-size="32" font-weight="700">',
                face.number,
                '</text><text x="568" y="268" font-size="22" text-anchor="end">',
                face.state,
                "</text></svg>"
            );
    }

    /// @dev A line of text, drawn together to the width of the card if it is long.
    function _line(string memory y, string memory size, string memory text) private pure returns (string memory) {
        string memory fit = bytes(text).length > WIDEST ? '" textLength="536" lengthAdjust="spacingAndGlyphs">' : '">';
        return string.concat('<text x="32" y="', y, '" font-size="', size, fit, text, "</text>");
    }

    /// @dev In ERC-7439's words. A canceled event's tickets are worth their refund and nothing else.
    function _stateOf(IUsherEvent subject, uint256 tokenId) private view returns (string memory) {
        if (subject.status() == EventStatus.Canceled) return "Void";
        return subject.isUsed(tokenId) ? "Redeemed" : "Sold";
    }

    function _text(string memory trait, string memory value) private pure returns (string memory) {
        return string.concat('{"trait_type":"', trait, '","value":"', value, '"}');
    }

    function _date(string memory trait, uint256 value) private pure returns (string memory) {
        return string.concat('{"display_type":"date","trait_type":"', trait, '","value":', value.toString(), "}");
    }
}
