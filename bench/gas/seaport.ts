import type { Address, Hash } from 'viem'
import { encodeFunctionData, parseAbi, zeroAddress, zeroHash } from 'viem'
import type { TestChain, Wallet } from '#test/contracts/local-chain.ts'
import type { PeerCode } from './peers.ts'
import { deployCode } from './tokens.ts'

const seaportAbi = parseAbi([
  'constructor(address conduitController)',
  'struct AdditionalRecipient { uint256 amount; address recipient; }',
  'struct BasicOrderParameters { address considerationToken; uint256 considerationIdentifier; uint256 considerationAmount; address offerer; address zone; address offerToken; uint256 offerIdentifier; uint256 offerAmount; uint8 basicOrderType; uint256 startTime; uint256 endTime; bytes32 zoneHash; uint256 salt; bytes32 offererConduitKey; bytes32 fulfillerConduitKey; uint256 totalOriginalAdditionalRecipients; AdditionalRecipient[] additionalRecipients; bytes signature; }',
  'function fulfillBasicOrder_efficient_6GL6yc(BasicOrderParameters parameters) payable returns (bool)',
])

const orderTypes = {
  OrderComponents: [
    { name: 'offerer', type: 'address' },
    { name: 'zone', type: 'address' },
    { name: 'offer', type: 'OfferItem[]' },
    { name: 'consideration', type: 'ConsiderationItem[]' },
    { name: 'orderType', type: 'uint8' },
    { name: 'startTime', type: 'uint256' },
    { name: 'endTime', type: 'uint256' },
    { name: 'zoneHash', type: 'bytes32' },
    { name: 'salt', type: 'uint256' },
    { name: 'conduitKey', type: 'bytes32' },
    { name: 'counter', type: 'uint256' },
  ],
  OfferItem: [
    { name: 'itemType', type: 'uint8' },
    { name: 'token', type: 'address' },
    { name: 'identifierOrCriteria', type: 'uint256' },
    { name: 'startAmount', type: 'uint256' },
    { name: 'endAmount', type: 'uint256' },
  ],
  ConsiderationItem: [
    { name: 'itemType', type: 'uint8' },
    { name: 'token', type: 'address' },
    { name: 'identifierOrCriteria', type: 'uint256' },
    { name: 'startAmount', type: 'uint256' },
    { name: 'endAmount', type: 'uint256' },
    { name: 'recipient', type: 'address' },
  ],
} as const

const itemType = { native: 0, erc721: 2 } as const

/** What is sold, by whom, and who gets how much. */
export type Order = {
  readonly token: Address
  readonly tokenId: bigint
  readonly seller: Wallet
  readonly toSeller: bigint
  readonly royaltyTo: Address
  readonly royalty: bigint
  readonly startTime: bigint
  readonly endTime: bigint
}

/** Seaport 1.6 on the chain; the seller has approved it for the token by other means. */
export async function deploySeaport(chain: TestChain, code: PeerCode, deployer: Wallet) {
  const controller = await deployCode(chain, deployer, code.ConduitController ?? '0x')
  const address = await deployCode(chain, deployer, code.Seaport ?? '0x', {
    abi: seaportAbi,
    args: [controller],
  })

  /** Fills one signed order by the cheapest of Seaport's ways, the royalty as its second payment. */
  const fulfill = async (buyer: Wallet, order: Order): Promise<Hash> => {
    const { token, tokenId, seller, toSeller, royaltyTo, royalty, startTime, endTime } = order
    const native = { itemType: itemType.native, token: zeroAddress, identifierOrCriteria: 0n }
    const signature = await seller.signTypedData({
      domain: { name: 'Seaport', version: '1.6', chainId: 31_337, verifyingContract: address },
      types: orderTypes,
      primaryType: 'OrderComponents',
      message: {
        offerer: seller.account.address,
        zone: zeroAddress,
        offer: [
          { itemType: itemType.erc721, token, identifierOrCriteria: tokenId, startAmount: 1n, endAmount: 1n },
        ],
        consideration: [
          { ...native, startAmount: toSeller, endAmount: toSeller, recipient: seller.account.address },
          { ...native, startAmount: royalty, endAmount: royalty, recipient: royaltyTo },
        ],
        orderType: 0,
        startTime,
        endTime,
        zoneHash: zeroHash,
        salt: 1n,
        conduitKey: zeroHash,
        counter: 0n,
      },
    })
    const parameters = {
      considerationToken: zeroAddress,
      considerationIdentifier: 0n,
      considerationAmount: toSeller,
      offerer: seller.account.address,
      zone: zeroAddress,
      offerToken: token,
      offerIdentifier: tokenId,
      offerAmount: 1n,
      basicOrderType: 0,
      startTime,
      endTime,
      zoneHash: zeroHash,
      salt: 1n,
      offererConduitKey: zeroHash,
      fulfillerConduitKey: zeroHash,
      totalOriginalAdditionalRecipients: 1n,
      additionalRecipients: [{ amount: royalty, recipient: royaltyTo }],
      signature,
    }
    const data = encodeFunctionData({
      abi: seaportAbi,
      functionName: 'fulfillBasicOrder_efficient_6GL6yc',
      args: [parameters],
    })
    return buyer.sendTransaction({ to: address, data, value: toSeller + royalty })
  }

  return { address, fulfill }
}
