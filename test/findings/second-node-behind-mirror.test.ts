import { expect } from 'chai'
import type { Address } from 'viem'
import { judgeFreshness, MAX_CONFIRMED_AGE_MS } from '#core/freshness.ts'
import type { ChainReading } from '#server/chain/read-ticket-on-chain.ts'
import { createChainPositions } from '#server/scans/chain-position.ts'
import { createGatherFacts } from '#server/scans/gather-facts.ts'
import type { TicketReading } from '#server/scans/ticket-facts.ts'

const now = Date.parse('2026-07-31T18:00:00Z')
const hour = 3_600_000
const hashOf = (fill: number) => new Uint8Array(32).fill(fill)
const contract: Address = `0x${'5f'.repeat(20)}`
const buyer: Address = `0x${'b0'.repeat(20)}`
const seller: Address = `0x${'5e'.repeat(20)}`
const freshness = { confirmedMs: MAX_CONFIRMED_AGE_MS, blockMs: null }
const event = {
  isCanceled: false,
  doorsAt: now - hour,
  endsAt: now + hour,
  cutOffAt: now + hour / 2,
  timeZone: 'UTC',
  dayBeginsHour: 6,
}

/** The mirror has seen the sale in block 100; nobody has confirmed that block for a minute. */
const mirrored: TicketReading = {
  asOf: { block: 100, hash: hashOf(100), blockAt: now - 60_000, confirmedAt: now - 60_000, now },
  ticket: {
    tierId: 1,
    owner: buyer,
    status: 'valid',
    isTransferable: true,
    isBlocked: false,
    settlesFromBlock: 90,
  },
  isBlocked: false,
  presence: undefined,
  lastMadeAt: undefined,
}

/** A node at some block that still calls the seller the owner. */
const nodeAt = (block: number, hash = hashOf(block)): ChainReading => ({
  block,
  hash,
  blockAt: now - 60_000,
  event,
  ticket: { tierId: 1, owner: seller, status: 'valid', settlesFromBlock: block },
})

const gather = (reading: ChainReading) =>
  createGatherFacts({
    readTicket: () => Promise.resolve(mirrored),
    readTicketOnChain: () => Promise.resolve(reading),
    freshness,
    settle: { blocks: 0, blockMs: 1000 },
    positions: createChainPositions(() => 0),
  })(
    { event: { chainId: 1, contract }, eventKey: new Uint8Array(28), listId: 'main' },
    { event, list: { tierIds: [], policy: 'once', opensAt: null, closesAt: null } },
    { method: 'pass', tokenId: 1_000_001n, holder: seller, madeAt: now / 1000 },
  )

/** A second node that lagged was believed over the mirror, and let the seller in with the ticket he had sold. */
describe('facts of a stale mirror with a second node', () => {
  const older: Record<string, ChainReading> = {
    'is behind the mirror': nodeAt(99),
    'is as far, on another branch': nodeAt(100, hashOf(1)),
  }
  for (const [name, reading] of Object.entries(older)) {
    it(`stay the mirror’s and stale when that node ${name}`, async () => {
      const { facts } = await gather(reading)
      expect(facts.ticket?.owner).to.equal(buyer)
      expect(judgeFreshness(facts.asOf, freshness, event.cutOffAt)).to.include({ reason: 'mirror_stale' })
    })
  }

  const newer: Record<string, ChainReading> = {
    'is ahead of the mirror': nodeAt(101),
    'confirms the mirror’s block': nodeAt(100),
  }
  for (const [name, reading] of Object.entries(newer)) {
    it(`are that node’s when it ${name}`, async () => {
      const { facts } = await gather(reading)
      expect(facts.ticket?.owner).to.equal(seller)
      expect(judgeFreshness(facts.asOf, freshness, event.cutOffAt)).to.equal(undefined)
    })
  }
})
