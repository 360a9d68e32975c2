import type { Address, ContractFunctionArgs } from 'viem'
import { keccak256, parseEther, toHex, zeroAddress } from 'viem'
import type { usherFactoryAbi } from '#core/chain/abi/usher-factory.ts'

type CreateEventArgs = ContractFunctionArgs<typeof usherFactoryAbi, 'nonpayable', 'createEvent'>

/** How tickets of one tier come to a demo account: bought by it, or minted to it by the organizer. */
type Grant = {
  readonly tierId: number
  readonly to: string
  readonly count: number
  readonly how: 'bought' | 'minted'
}

/** What one demo event is created with, and the tickets it starts with, in the order they are issued. */
export type DemoEvent = {
  readonly create: CreateEventArgs
  readonly grants: readonly Grant[]
}

/** The contract's `TransferPolicy`. */
const OPEN = 0
const GIFT = 1
const MARKET = 2
const BOUND = 3

const HOUR = 3_600n
const DAY = 24n * HOUR

/** What stands in a tier whose tickets are only minted. */
const minted = { price: 0n, saleStartsAt: 0n, saleEndsAt: 0n, perPayer: 0, resaleCapBps: 0, royaltyBps: 0 }

/**
 * The two events of the demo. Equal arguments give equal events and so equal addresses; another start gives others,
 * because a fresh local chain must not repeat an address that yesterday's registry has scans for.
 *
 * @param startedAt when the chain was started, Unix seconds
 */
export function demoEvents(organizer: Address, renderer: Address, startedAt: bigint): readonly DemoEvent[] {
  const common = { organizer, renderer, currency: zeroAddress, reissueDelay: Number(DAY), contractURI: '' }
  const salt = keccak256(toHex(`usher demo ${startedAt}`))
  return [tomorrow(common, startedAt, salt), tonight(common, startedAt, salt)]
}

type Common = Pick<CreateEventArgs[0], 'organizer' | 'renderer' | 'currency' | 'reissueDelay' | 'contractURI'>

/** On sale, doors tomorrow: an open tier, one that only its holder gives away, one for the house market. */
function tomorrow(common: Common, startedAt: bigint, salt: CreateEventArgs[2]): DemoEvent {
  const doorsAt = startedAt + DAY
  const sale = { saleStartsAt: startedAt - DAY, saleEndsAt: doorsAt }
  return {
    create: [
      {
        ...common,
        name: 'Night of the Owls',
        symbol: 'OWLS',
        doorsAt,
        endsAt: doorsAt + 6n * HOUR,
        cutOffAt: doorsAt - HOUR,
      },
      [
        {
          ...sale,
          name: 'Standing',
          price: parseEther('0.02'),
          supply: 500,
          perPayer: 6,
          transferPolicy: OPEN,
          resaleCapBps: 11_000,
          royaltyBps: 500,
        },
        {
          ...sale,
          name: 'Balcony',
          price: parseEther('0.04'),
          supply: 120,
          perPayer: 4,
          transferPolicy: GIFT,
          resaleCapBps: 10_000,
          royaltyBps: 250,
        },
        {
          ...sale,
          name: 'Front row',
          price: parseEther('0.1'),
          supply: 40,
          perPayer: 2,
          transferPolicy: MARKET,
          resaleCapBps: 12_000,
          royaltyBps: 1_000,
        },
      ],
      salt,
    ],
    grants: [
      { tierId: 1, to: 'Ada', count: 2, how: 'bought' },
      { tierId: 1, to: 'Ben', count: 1, how: 'bought' },
      { tierId: 2, to: 'Ben', count: 2, how: 'bought' },
      { tierId: 3, to: 'Cleo', count: 1, how: 'bought' },
    ],
  }
}

/** Doors open now and until tonight; the cut-off was at doors, so the main list admits every tier. */
function tonight(common: Common, startedAt: bigint, salt: CreateEventArgs[2]): DemoEvent {
  const doorsAt = startedAt - HOUR
  const endsAt = startedAt + 8n * HOUR
  return {
    create: [
      { ...common, name: 'Harbour Sessions', symbol: 'HARBOUR', doorsAt, endsAt, cutOffAt: doorsAt },
      [
        {
          name: 'Day ticket',
          price: parseEther('0.01'),
          supply: 300,
          saleStartsAt: startedAt - 7n * DAY,
          saleEndsAt: endsAt,
          perPayer: 8,
          transferPolicy: OPEN,
          resaleCapBps: 11_000,
          royaltyBps: 500,
        },
        {
          name: 'Family',
          price: parseEther('0.03'),
          supply: 80,
          saleStartsAt: startedAt - 7n * DAY,
          saleEndsAt: endsAt,
          perPayer: 2,
          transferPolicy: GIFT,
          resaleCapBps: 10_000,
          royaltyBps: 0,
        },
        { ...minted, name: 'Crew', supply: 30, transferPolicy: BOUND },
      ],
      salt,
    ],
    grants: [
      { tierId: 1, to: 'Ada', count: 2, how: 'bought' },
      { tierId: 1, to: 'Ben', count: 1, how: 'bought' },
      { tierId: 2, to: 'Ben', count: 1, how: 'bought' },
      { tierId: 2, to: 'Cleo', count: 1, how: 'bought' },
      { tierId: 3, to: 'Cleo', count: 1, how: 'minted' },
    ],
  }
}
