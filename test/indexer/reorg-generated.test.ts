import fc from 'fast-check'
import type { Address } from 'viem'
import { type ChainStage, openChainStage } from './chain-stage.ts'
import { type MirrorStage, openMirrorStage } from './mirror-stage.ts'

/** What can happen to a chain and to the indexer that follows it. */
type Happening =
  | { readonly kind: 'buy' | 'mine' | 'create' | 'look' | 'catch-up' | 'restart' | 'mark' }
  | { readonly kind: 'move' | 'resell' | 'take-back' | 'announce' | 'void'; readonly ticket: number }
  /** the chain leaves all blocks since one of the marks */
  | { readonly kind: 'leave'; readonly depth: number }

const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom<Happening>({ kind: 'buy' }, { kind: 'mine' }, { kind: 'create' }) },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constantFrom('move', 'resell', 'take-back', 'announce', 'void'),
      ticket: fc.nat(9),
    }) as fc.Arbitrary<Happening>,
  },
  {
    weight: 5,
    arbitrary: fc.constantFrom<Happening>({ kind: 'look' }, { kind: 'catch-up' }, { kind: 'restart' }),
  },
  { weight: 3, arbitrary: fc.constant<Happening>({ kind: 'mark' }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('leave' as const), depth: fc.nat(4) }) },
)

describe('a follower, whatever happens', function () {
  this.timeout(300_000)

  let chain: ChainStage

  before(async () => {
    chain = await openChainStage()
  })
  after(() => chain.stop())

  it('equals the chain afterwards', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(happening, { minLength: 20, maxLength: 40 }), async (happenings) => {
        const leaveAll = await chain.mark()
        const mirror = await openMirrorStage(chain)
        try {
          await live(chain, mirror, happenings)
          await mirror.catchUp()
          await mirror.expectEqual()
        } finally {
          await mirror.close()
          await leaveAll()
        }
      }),
      { numRuns: 6, endOnFailure: true },
    )
  }).timeout(600_000)
})

async function live(chain: ChainStage, mirror: MirrorStage, happenings: readonly Happening[]): Promise<void> {
  const event = await chain.createEvent()
  const marks: (() => Promise<void>)[] = []
  for (const happening of happenings) {
    await happen(happening, { chain, mirror, event, marks })
  }
}

type World = {
  readonly chain: ChainStage
  readonly mirror: MirrorStage
  readonly event: Address
  /** newest last; leaving one uses up those after it */
  readonly marks: (() => Promise<void>)[]
}

async function happen(happening: Happening, { chain, mirror, event, marks }: World): Promise<void> {
  switch (happening.kind) {
    case 'buy':
      await chain.as(chain.ada, event).buy(2)
      return
    case 'mine':
      await chain.mine(2)
      return
    case 'create':
      await chain.as(chain.ben, await chain.createEvent('Another')).buy(1)
      return
    case 'look':
      await mirror.poll()
      return
    case 'catch-up':
      await mirror.catchUp()
      return
    case 'restart':
      mirror.restart()
      return
    case 'mark':
      marks.push(await chain.mark())
      return
    case 'leave': {
      const leave = marks.at(-1 - happening.depth)
      if (leave) marks.splice(marks.indexOf(leave))
      await leave?.()
      return
    }
    // What the chain refuses (no such ticket, void already, another's) does not happen.
    case 'move':
      await chain
        .as(chain.ada, event)
        .give(ticketOf(happening.ticket), chain.cleo)
        .catch(() => {})
      return
    case 'resell':
      await chain
        .list(chain.ada, event, ticketOf(happening.ticket))
        .then((listed) => chain.as(chain.ben, event).take(listed))
        .catch(() => {})
      return
    case 'take-back': {
      const { listing } = await chain.list(chain.ada, event, ticketOf(happening.ticket))
      await chain.as(chain.ada, event).write.cancelListing([listing])
      await chain.as(chain.ada, event).write.cancelListings()
      return
    }
    case 'announce':
      await chain
        .as(chain.organizer, event)
        .write.announceReissue([ticketOf(happening.ticket), chain.cleo])
        .catch(() => {})
      return
    case 'void':
      await chain
        .as(chain.organizer, event)
        .write.voidTickets([[ticketOf(happening.ticket)]])
        .catch(() => {})
  }
}

function ticketOf(index: number): bigint {
  return 1_000_001n + BigInt(index)
}
