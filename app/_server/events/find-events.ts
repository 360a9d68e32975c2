import type { Event } from '#core/api/event.ts'
import type { Database } from '#prisma/client.ts'
import { findPosition, toAsOf } from './mirror-position.ts'
import { type EventRows, projectEvent } from './project-event.ts'
import { sortByEvent } from './rows-of-events.ts'

/** More events than a page shows; beyond them a catalogue needs pages of its own. */
const most = 500

type Ports = {
  readonly db: Database
  readonly chainId: number
  readonly passPeriodSeconds: number
  readonly now: () => Date
}

/** The events that the public list shows, next doors first. */
export type FindEvents = () => Promise<Event[]>
/** One event by its key; undefined if the mirror has none. */
export type FindEvent = (key: Uint8Array<ArrayBuffer>) => Promise<Event | undefined>

export function createFindEvents(ports: Ports): FindEvents {
  return () => findWhere(ports, {})
}

export function createFindEvent(ports: Ports): FindEvent {
  return async (key) => (await findWhere(ports, { eventId: key }))[0]
}

type Where = NonNullable<Parameters<Database['event']['findMany']>[0]>['where']

/** All rows at one snapshot, so that what is answered was true at one block. */
async function findWhere({ db, chainId, passPeriodSeconds, now }: Ports, where: Where): Promise<Event[]> {
  const events = { chainId: BigInt(chainId), ...where }
  return db.$transaction(
    async (at) => {
      const found = await at.event.findMany({ where: events, orderBy: [{ doorsAt: 'asc' }], take: most })
      const ofFound = { where: { eventId: { in: found.map(({ eventId }) => eventId) } } }
      const position = await findPosition(at as Database, chainId)
      const settings = sortByEvent(await at.eventSetting.findMany(ofFound))
      const said = sortByEvent(await at.eventDescription.findMany({ ...ofFound, omit: { picture: true } }))
      const tiers = sortByEvent(await at.tier.findMany({ ...ofFound, orderBy: { tierId: 'asc' } }))
      const lists = sortByEvent(await at.list.findMany({ ...ofFound, orderBy: { listId: 'asc' } }))
      const gates = sortByEvent(await at.gate.findMany({ ...ofFound, orderBy: { gateId: 'asc' } }))
      const asOf = toAsOf(position)
      return found.map((event) => {
        const { eventId } = event
        const rows: EventRows = {
          event,
          setting: settings(eventId)[0],
          description: said(eventId)[0],
          tiers: tiers(eventId),
          lists: lists(eventId),
          gates: gates(eventId),
        }
        return projectEvent(rows, passPeriodSeconds, asOf, now())
      })
    },
    { isolationLevel: 'RepeatableRead' },
  )
}
