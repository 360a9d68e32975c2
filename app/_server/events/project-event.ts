import type { Address } from 'viem'
import type { Description } from '#core/api/description.ts'
import type { Event, EventStatus, Gate, List, Tier } from '#core/api/event.ts'
import type { AsOf } from '#core/api/primitives.ts'
import { areRefundsOpen } from '#core/refund.ts'
import type {
  EventDescriptionModel,
  EventModel,
  EventSettingModel,
  GateModel,
  ListModel,
  TierModel,
} from '#prisma/generated/models.ts'
import { toHex } from '../bytes.ts'
import { eventIdOfKey } from '../event-key.ts'
import { toMoneyState } from '../tickets/ticket-state.ts'

/** The rows that make one event. */
export type EventRows = {
  readonly event: EventModel
  readonly setting: EventSettingModel | undefined
  readonly description: Omit<EventDescriptionModel, 'picture'> | undefined
  readonly tiers: readonly TierModel[]
  readonly lists: readonly ListModel[]
  readonly gates: readonly GateModel[]
}

/**
 * An event as the API answers it, at a time that decides whether it is over.
 * @param passPeriodSeconds where the organizer set none
 */
export function projectEvent(rows: EventRows, passPeriodSeconds: number, asOf: AsOf, now: Date): Event {
  const { event, setting } = rows
  return {
    eventId: eventIdOfKey(event.eventId),
    name: event.name,
    organizer: toHex(event.organizer),
    doorsAt: event.doorsAt.toISOString(),
    endsAt: event.endsAt.toISOString(),
    cutOffAt: event.cutOffAt.toISOString(),
    status: projectStatus(event, now),
    isSalesPaused: event.isSalesPaused,
    refundsOpen: areRefundsOpen(toMoneyState(event), now.getTime()),
    description: rows.description ? projectDescription(rows.description) : null,
    contractUri: event.contractUri,
    timeZone: setting?.timeZone ?? 'UTC',
    passPeriodSeconds: setting?.passPeriodSeconds ?? passPeriodSeconds,
    tiers: rows.tiers.map((tier) => projectTier(tier, event.currency && toHex(event.currency))),
    lists: rows.lists.map((list) => projectList(list, event)),
    gates: rows.gates.map(projectGate),
    asOf,
  }
}

function projectDescription(said: Omit<EventDescriptionModel, 'picture'>): Description {
  const { title, venue, about, pictureType, updated } = said
  // a new picture has a new path, so that nobody's cache shows the old one
  const path = `/api/events/${eventIdOfKey(said.eventId)}/picture?v=${updated.getTime()}`
  return { title, venue, about, picture: pictureType === null ? null : path }
}

function projectStatus(event: EventModel, now: Date): EventStatus {
  if (event.status !== 'active') return event.status as EventStatus
  return now < event.endsAt ? 'selling' : 'ended'
}

function projectTier(tier: TierModel, currency: Address | null): Tier {
  return {
    tierId: tier.tierId,
    name: tier.name,
    price: tier.price.toFixed(0),
    currency,
    supply: tier.supply,
    sold: tier.sold,
    saleStartsAt: tier.saleStartsAt.toISOString(),
    saleEndsAt: tier.saleEndsAt.toISOString(),
    perPayer: Number(tier.perPayer),
    transferPolicy: tier.transferPolicy as Tier['transferPolicy'],
    resaleCapBps: Number(tier.resaleCapBps),
    royaltyBps: tier.royaltyBps,
  }
}

function projectList(list: ListModel, event: EventModel): List {
  return {
    listId: list.listId,
    name: list.name,
    tierIds: list.tierIds,
    policy: list.policy as List['policy'],
    opensAt: (list.opensAt ?? event.doorsAt).toISOString(),
    closesAt: (list.closesAt ?? event.endsAt).toISOString(),
  }
}

function projectGate(gate: GateModel): Gate {
  return { gateId: gate.gateId, name: gate.name, listIds: gate.listIds }
}
