import type { Event } from '#core/api/event.ts'
import type { Ticket } from '#core/api/ticket.ts'
import type { StoredPassKey } from '#ui/offline/pass-key-store.ts'

/** What a ticket's page has to show, with what that needs. Exactly one holds at a time. */
export type TicketState =
  | { readonly kind: 'canceled' | 'void' | 'refunded' | 'ended' }
  /** No key on this phone and no wallet to make one with. */
  | { readonly kind: 'connect' }
  /** The connected wallet does not hold the ticket. */
  | { readonly kind: 'other_wallet' }
  /** The holder is connected; this phone still needs the one signature. */
  | { readonly kind: 'authorise'; readonly why: 'no_key' | 'key_expired' | 'key_refused' }
  | { readonly kind: 'pass'; readonly key: StoredPassKey; readonly doors: 'open' | 'closed' }

type TicketFacts = {
  readonly event: Pick<Event, 'status' | 'doorsAt' | 'endsAt'>
  readonly ticket: Pick<Ticket, 'status' | 'holder'>
  /** This phone's key for the ticket's present holder. */
  readonly key: StoredPassKey | undefined
  /** The connected wallet. */
  readonly wallet: string | undefined
  /** Unix milliseconds, by the server's clock. */
  readonly now: number
}

/** Decides what the page shows. A phone with a good key shows its pass, whether or not the wallet is there. */
export function decideTicketState({ event, ticket, key, wallet, now }: TicketFacts): TicketState {
  if (event.status === 'canceled') return { kind: 'canceled' }
  if (ticket.status !== 'valid') return { kind: ticket.status }
  if (!(now <= Date.parse(event.endsAt))) return { kind: 'ended' }
  const trouble = findKeyTrouble(key, now)
  if (key && !trouble) {
    return { kind: 'pass', key, doors: now >= Date.parse(event.doorsAt) ? 'open' : 'closed' }
  }
  if (wallet === undefined) return { kind: 'connect' }
  if (wallet.toLowerCase() !== ticket.holder) return { kind: 'other_wallet' }
  return { kind: 'authorise', why: trouble ?? 'no_key' }
}

function findKeyTrouble(
  key: StoredPassKey | undefined,
  now: number,
): 'key_expired' | 'key_refused' | undefined {
  if (!key) return undefined
  if (!(now <= key.expiresAt * 1000)) return 'key_expired'
  return key.isRefused ? 'key_refused' : undefined
}
