// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Base64} from "@openzeppelin/contracts/utils/Base64.sol";
import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";
import {TierSettings} from "./interfaces/EventTypes.sol";
import {IUsherEvent} from "./interfaces/IUsherEvent.sol";
import {IUsherRenderer} from "./interfaces/IUsherRenderer.sol";

/// @title UsherRenderer
/// @notice Metadata made on chain from what the event itself says; nothing to host and nothing to lose.
/// @dev Names go into the JSON as they are: an event refuses the characters that would need escaping.
contract UsherRenderer is IUsherRenderer {
    using Strings for uint256;

    /// @inheritdoc IUsherRenderer
    function tokenURI(address eventContract, uint256 tokenId) external view returns (string memory) {
        IUsherEvent subject = IUsherEvent(eventContract);
        subject.ownerOf(tokenId);
        (TierSettings memory tier, ) = subject.tier(subject.tierOf(tokenId));
        uint256 number = subject.numberOf(tokenId);
        string memory eventName = subject.name();

        bytes memory json = abi.encodePacked(
            '{"name":"',
            string.concat(eventName, " - ", tier.name, " ", number.toString()),
            '","description":"Ticket to ',
            eventName,
            '","attributes":[',
            _attribute("Event", eventName),
            ",",
            _attribute("Tier", tier.name),
            ",",
            _attribute("Number", number),
            ",",
            _date("Doors", subject.doorsAt()),
            ",",
            _date("End", subject.endsAt()),
            "]}"
        );
        return string.concat("data:application/json;base64,", Base64.encode(json));
    }

    function _attribute(string memory trait, string memory value) private pure returns (string memory) {
        return string.concat('{"trait_type":"', trait, '","value":"', value, '"}');
    }

    function _attribute(string memory trait, uint256 value) private pure returns (string memory) {
        return string.concat('{"trait_type":"', trait, '","value":', value.toString(), "}");
    }

    function _date(string memory trait, uint256 value) private pure returns (string memory) {
        return string.concat('{"display_type":"date","trait_type":"', trait, '","value":', value.toString(), "}");
    }
}
