import type { Event, Events } from '#core/api/event.ts'
import type { AsOf } from '#core/api/primitives.ts'
import type { Database, Transaction } from '#prisma/client.ts'
import { eventIdOfKey, getEvent } from '../event-key.ts'
import { readAtOneBlock } from './mirror-position.ts'
import { type EventRows, projectEvent } from './project-event.ts'
import { sortByEvent } from './rows-of-events.ts'

export type EventsPage = {
  /** `next` of the page before; undefined: from the beginning */
  readonly after: string | undefined
  readonly limit: number
}

type Ports = {
  readonly db: Database
  readonly chainId: number
  readonly passPeriodSeconds: number
  readonly now: () => Date
}

/** The events that the public list shows, next doors first, a page of them. */
export type FindEvents = (page: EventsPage) => Promise<Events>
/** One event by its key; undefined if the mirror has none. */
export type FindEvent = (key: Uint8Array<ArrayBuffer>) => Promise<Event | undefined>

export function createFindEvents(ports: Ports): FindEvents {
  return ({ after, limit }) =>
    readAtOneBlock(ports, async (at, asOf) => {
      const found = await findPlaces(at, ports.chainId, after, limit + 1)
      const page = found.slice(0, limit)
      const last = page.at(-1)
      return {
        events: await readEvents(at, asOf, ports, { eventId: { in: page.map(({ eventId }) => eventId) } }),
        next: last && found.length > limit ? formatCursor(last) : null,
      }
    })
}

export function createFindEvent(ports: Ports): FindEvent {
  return (key) =>
    readAtOneBlock(ports, async (at, asOf) => (await readEvents(at, asOf, ports, { eventId: key }))[0])
}

/** Where an event stands in the list. */
type Place = { readonly eventId: Uint8Array<ArrayBuffer>; readonly doorsAt: Date }

function findPlaces(
  at: Transaction,
  chainId: number,
  after: string | undefined,
  limit: number,
): Promise<Place[]> {
  const { doorsAt, eventId } = after === undefined ? beginning : parseCursor(after)
  return at.$queryRaw<Place[]>`
    SELECT event_id AS "eventId", doors_at AS "doorsAt" FROM mirror.event
    WHERE chain_id = ${chainId} AND (doors_at, event_id) > (${doorsAt}, ${eventId})
    ORDER BY doors_at, event_id LIMIT ${limit}`
}

const beginning: Place = { eventId: new Uint8Array(), doorsAt: new Date(0) }

function formatCursor({ doorsAt, eventId }: Place): string {
  return `${doorsAt.getTime() / 1000}-${eventIdOfKey(eventId)}`
}

/** A cursor has the shape that the API's schema lets through. */
function parseCursor(text: string): Place {
  const at = text.indexOf('-')
  return { doorsAt: new Date(Number(text.slice(0, at)) * 1000), eventId: getEvent(text.slice(at + 1)).key }
}

type Where = NonNullable<Parameters<Database['event']['findMany']>[0]>['where']

async function readEvents(at: Transaction, asOf: AsOf, ports: Ports, where: Where): Promise<Event[]> {
  const { chainId, passPeriodSeconds, now } = ports
  const found = await at.event.findMany({
    where: { chainId: BigInt(chainId), ...where },
    orderBy: [{ doorsAt: 'asc' }, { eventId: 'asc' }],
  })
  const ofFound = { where: { eventId: { in: found.map(({ eventId }) => eventId) } } }
  const settings = sortByEvent(await at.eventSetting.findMany(ofFound))
  const said = sortByEvent(await at.eventDescription.findMany({ ...ofFound, omit: { picture: true } }))
  const tiers = sortByEvent(await at.tier.findMany({ ...ofFound, orderBy: { tierId: 'asc' } }))
  const lists = sortByEvent(await at.list.findMany({ ...ofFound, orderBy: { listId: 'asc' } }))
  const gates = sortByEvent(await at.gate.findMany({ ...ofFound, orderBy: { gateId: 'asc' } }))
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
}
