// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {UsherEvent} from "../../../contracts/UsherEvent.sol";
import {UsherFactory} from "../../../contracts/UsherFactory.sol";
import {UsherOffice} from "../../../contracts/UsherOffice.sol";
import {UsherRenderer} from "../../../contracts/UsherRenderer.sol";
import {EventSettings, TierSettings, TransferPolicy} from "../../../contracts/interfaces/EventTypes.sol";
import {IUsherEvent} from "../../../contracts/interfaces/IUsherEvent.sol";
import {VM} from "./Vm.sol";

/// @notice A factory, and settings that pass every check.
abstract contract Stage {
    uint64 internal constant START = 1_800_000_000;
    uint64 internal constant DOORS_AT = START + 10 days;
    uint64 internal constant CUT_OFF_AT = DOORS_AT - 1 hours;
    uint64 internal constant ENDS_AT = DOORS_AT + 6 hours;
    uint128 internal constant PRICE = 0.1 ether;
    address internal constant ORGANIZER = address(0x0123456789);

    UsherFactory internal immutable FACTORY;

    constructor() {
        VM.warp(START);
        UsherEvent implementation = new UsherEvent(address(new UsherOffice()));
        FACTORY = new UsherFactory(address(implementation), address(new UsherRenderer()));
    }

    /// @dev An event of these tiers, in the native coin (0) or a token.
    function _createEvent(address currency, TierSettings[] memory tiers) internal returns (IUsherEvent) {
        EventSettings memory settings = EventSettings({
            name: "Night of the Owls",
            symbol: "OWLS",
            organizer: ORGANIZER,
            currency: currency,
            doorsAt: DOORS_AT,
            endsAt: ENDS_AT,
            cutOffAt: CUT_OFF_AT,
            reissueDelay: 1 days,
            renderer: FACTORY.renderer(),
            contractURI: ""
        });
        VM.prank(ORGANIZER);
        return IUsherEvent(FACTORY.createEvent(settings, tiers, 0));
    }

    /// @dev A tier on sale from now until doors.
    function _tier(TransferPolicy policy, uint128 price, uint32 supply) internal pure returns (TierSettings memory) {
        return
            TierSettings({
                name: "Standing",
                price: price,
                supply: supply,
                saleStartsAt: START,
                saleEndsAt: DOORS_AT,
                perPayer: 0,
                transferPolicy: policy,
                resaleCapBps: 11_000,
                royaltyBps: 500
            });
    }
}
