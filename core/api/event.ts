import { z } from 'zod'
import { ENTRY_POLICIES } from '../entry-policy.ts'
import { description } from './description.ts'
import {
  address,
  amount,
  asOf,
  basisPoints,
  count,
  cursor,
  eventId,
  instant,
  localId,
  next,
  tierId,
} from './primitives.ts'

export const transferPolicy = z
  .enum(['open', 'gift', 'market', 'bound'])
  .meta({ description: '`gift`: the holder or the house market; `market`: only the house market' })
export type TransferPolicy = z.infer<typeof transferPolicy>

export const entryPolicy = z.enum(ENTRY_POLICIES)
export type EntryPolicy = z.infer<typeof entryPolicy>

export const eventStatus = z
  .enum(['selling', 'ended', 'settled', 'canceled', 'refunding'])
  .meta({ description: '`selling` until the end, sold out or paused included; the contract’s words' })
export type EventStatus = z.infer<typeof eventStatus>

export const tier = z
  .object({
    tierId,
    name: z.string(),
    price: amount,
    currency: address.nullable().meta({ description: 'ERC-20 contract; null: the chain’s native coin' }),
    supply: count,
    sold: count.meta({ description: 'Tickets ever issued' }),
    saleStartsAt: instant,
    saleEndsAt: instant,
    perPayer: count.meta({ description: 'A courtesy limit per paying wallet' }),
    transferPolicy,
    resaleCapBps: count.meta({ description: 'Highest resale price in basis points of the face price' }),
    royaltyBps: basisPoints,
  })
  .meta({ id: 'Tier' })
export type Tier = z.infer<typeof tier>

export const list = z
  .object({
    listId: localId,
    name: z.string(),
    tierIds: z.array(tierId).meta({ description: 'Empty: all tiers' }),
    policy: entryPolicy,
    opensAt: instant,
    closesAt: instant,
  })
  .meta({ id: 'CheckInList' })
export type List = z.infer<typeof list>

export const gate = z
  .object({ gateId: localId, name: z.string(), listIds: z.array(localId) })
  .meta({ id: 'Gate' })
export type Gate = z.infer<typeof gate>

/** GET /api/events/{eventId} */
export const event = z
  .object({
    eventId,
    name: z.string(),
    organizer: address,
    doorsAt: instant,
    endsAt: instant,
    cutOffAt: instant.meta({ description: 'No ticket moves from here on' }),
    status: eventStatus,
    isSalesPaused: z.boolean(),
    refundsOpen: z.boolean().meta({
      description:
        'Whether holders of paid tickets can take their money back now: `canceled`, `refunding`, or moved times before doors',
    }),
    description: description.nullable().meta({ description: 'What the organizer says; null: nothing yet' }),
    contractUri: z.string().meta({
      description:
        'Where the contract says that its document is (ERC-7572); anything, for it may come from elsewhere',
    }),
    timeZone: z.string().meta({ description: 'IANA name; times are shown in it' }),
    passPeriodSeconds: z.int().min(1).meta({ description: 'How often the phone makes a new code' }),
    tiers: z.array(tier),
    lists: z.array(list),
    gates: z.array(gate),
    asOf,
  })
  .meta({ id: 'Event' })
export type Event = z.infer<typeof event>

/** GET /api/events */
export const eventsQuery = z.object({
  after: cursor(/^[0-9]{1,12}-[1-9][0-9]{0,15}:0x[0-9a-f]{40}$/),
  limit: z.coerce.number().int().min(1).max(200).default(100),
})
export const events = z
  .object({
    events: z.array(event).meta({ description: 'Next doors first' }),
    next,
  })
  .meta({ id: 'Events' })
export type Events = z.infer<typeof events>
