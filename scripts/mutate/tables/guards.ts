import { mutantsOf, type Row } from '../mutant.ts'

/** The guard of one entry point taken away; `call` stands once in the source. */
function open(name: string, call: string, guard: 'notReentered' | 'nonReentrant'): Row {
  return [`${name} is closed in the middle of a call`, `${call} ${guard}`, call, 'guard']
}

/** The reentrancy guard, entry point by entry point. */
export const guardMutants = [
  ...mutantsOf('contracts/abstracts/EventMoney.sol', [
    [
      'nothing passes in the middle of a call',
      'if (_reentrancyGuardEntered()) revert ReentrancyGuardReentrantCall();',
      '',
      'guard',
    ],
  ]),
  ...mutantsOf('contracts/UsherEvent.sol', [
    open('buy', 'external payable', 'nonReentrant'),
    open('mint', 'uint256 count\n    ) external', 'notReentered'),
    open(
      'airdrop',
      'airdrop(\n        uint16 tierId,\n        address[] calldata recipients\n    ) external',
      'notReentered',
    ),
    open(
      'airdropOnce',
      'bytes32 airdropId,\n        uint16 tierId,\n        address[] calldata recipients\n    ) external',
      'notReentered',
    ),
    open('voidTickets', 'voidTickets(uint256[] calldata tokenIds) external', 'notReentered'),
    open('refund', 'refund(uint256[] calldata tokenIds, address to) external', 'nonReentrant'),
  ]),
  ...mutantsOf('contracts/abstracts/EventTickets.sol', [
    open('transferFrom', 'public override(ERC721, IERC721)', 'notReentered'),
  ]),
  ...mutantsOf('contracts/abstracts/EventMarket.sol', [
    open('buyListing', 'external payable', 'nonReentrant'),
    open('cancelListing', 'cancelListing(Listing calldata listing) external', 'notReentered'),
    open('cancelListings', 'cancelListings() external', 'notReentered'),
  ]),
  ...mutantsOf('contracts/abstracts/EventVouchers.sol', [
    open('claim', 'bytes calldata claimSignature\n    ) external', 'nonReentrant'),
    open('revokeVoucher', 'revokeVoucher(bytes32 voucherId) external', 'notReentered'),
  ]),
  ...mutantsOf('contracts/abstracts/EventReissue.sol', [
    open('announceReissue', 'announceReissue(uint256 tokenId, address to) external', 'notReentered'),
    open('dropReissue', 'dropReissue(uint256 tokenId) external', 'notReentered'),
    open('reissue', 'function reissue(uint256 tokenId) external', 'notReentered'),
  ]),
  ...mutantsOf('contracts/abstracts/EventGate.sol', [
    open('markUsed', 'markUsed(uint256[] calldata tokenIds) external', 'notReentered'),
    open('liftUsed', 'liftUsed(uint256[] calldata tokenIds) external', 'notReentered'),
  ]),
  ...mutantsOf('contracts/UsherOffice.sol', [
    open('cancelEvent', 'cancelEvent() external', 'notReentered'),
    open('openRefunds', 'openRefunds() external', 'notReentered'),
    open('withdraw', 'withdraw(address to) external', 'nonReentrant'),
    open('withdrawCredit', 'withdrawCredit(address to) external', 'nonReentrant'),
  ]),
] as const
