import type { Address, Hash } from 'viem'
import { getAddress } from 'viem'
import type { TestEvent } from '../event.ts'
import { createEvent, freshAddresses, tier } from '../event.ts'
import type { TestChain, Wallet } from '../local-chain.ts'

/** How the guest came by each of his tickets, all of the open tier. */
export const tickets = {
  'bought alone': 1_000_001n,
  'the first of five bought together': 1_000_002n,
  'in the middle of five bought together': 1_000_004n,
  'the last of five bought together': 1_000_006n,
  'the first of a hundred minted together': 1_000_007n,
  'in the middle of a hundred minted together': 1_000_057n,
  'the last of a hundred minted together': 1_000_106n,
  'airdropped among others': 1_000_108n,
} as const

/** The first of {@link tickets}, for what does not depend on how it began. */
export const TICKET = tickets['bought alone']

/** How many tickets the guest holds, and the range that their numbers are from. */
export const HELD = 107n
export const LAST_ISSUED = 1_000_109n

/** Ids that no ticket has: not issued, no number, no tier, and high ones that resemble an issued one below. */
export const notTickets: Readonly<Record<string, bigint>> = {
  'id 0': 0n,
  'number 0 of a tier': 1_000_000n,
  'a number not issued yet': LAST_ISSUED + 1n,
  'a number over the supply': 1_000_501n,
  'a number of a tier that does not exist': 6_000_001n,
  'a ticket id plus 2^16 tiers': TICKET + 65_536n * 1_000_000n,
  'a ticket id plus 2^64': TICKET + 2n ** 64n,
  'a ticket id plus 2^128': TICKET + 2n ** 128n,
  'a ticket id plus 2^255': TICKET + 2n ** 255n,
  'the highest id': 2n ** 256n - 1n,
}

/** An event whose guest holds {@link tickets}, with who may have to do with them. */
export async function createHolder(chain: TestChain) {
  const event = await createEvent(chain)
  const { guest, organizer } = event
  const [before, after] = freshAddresses(2) as [Address, Address]
  await event.buy(guest, tier.open)
  await event.buy(guest, tier.open, 5n)
  await event.as(organizer).write.mint([tier.open, guest.account.address, 100n])
  await event.as(organizer).write.airdrop([tier.open, [before, guest.account.address, after]])

  const of = (wallet: Wallet) => getAddress(wallet.account.address)
  return { ...event, of, holder: of(guest), recipient: freshAddresses(3)[2] as Address }
}

export type Holder = Awaited<ReturnType<typeof createHolder>> & TestEvent

/** One of ERC-721's ways to move a token. */
export type Move = (by: Wallet, from: Address, to: Address, tokenId: bigint) => Promise<Hash>

/** All of them, by name. */
export function movesOf(event: () => TestEvent): Readonly<Record<string, Move>> {
  return {
    transferFrom: (by, ...args) => event().as(by).write.transferFrom(args),
    safeTransferFrom: (by, ...args) => event().as(by).write.safeTransferFrom(args),
    'safeTransferFrom with data': (by, ...args) =>
      event()
        .as(by)
        .write.safeTransferFrom([...args, '0xfeed']),
  }
}
