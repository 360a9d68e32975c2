import type { Address, Hash } from 'viem'
import type { EventLog } from './logs.ts'

/** Where one log of an event stands. */
export type Place = {
  readonly contract: Address
  readonly transactionHash: Hash
  readonly logIndex: number
  readonly blockNumber: bigint
  readonly at: Date
}

export type PlacedLog = { readonly log: EventLog; readonly place: Place }

/** What an event's logs of one transaction say together, whichever of them comes first. */
export type Transactions = {
  /** What was paid for a ticket that begins here; null: issued free. */
  priceOf(tokenId: bigint, place: Place): bigint | null
  /** Whether the event's times were changed here. */
  hasChangedTimes(place: Place): boolean
}

type Sale = { readonly first: bigint; readonly end: bigint; readonly price: bigint }

/** Reads the logs of whole blocks beforehand. */
export function readTransactions(logs: readonly PlacedLog[]): Transactions {
  const sales = new Map<string, Sale[]>()
  const changedTimes = new Set<string>()
  for (const { log, place } of logs) {
    const key = keyOf(place)
    if (log.eventName === 'TimesChanged') changedTimes.add(key)
    if (log.eventName !== 'TicketsSold') continue
    const { firstTokenId: first, count, price } = log.args
    sales.set(key, [...(sales.get(key) ?? []), { first, end: first + count, price }])
  }
  return {
    priceOf: (tokenId, place) => {
      const sale = sales.get(keyOf(place))?.find(({ first, end }) => first <= tokenId && tokenId < end)
      return sale?.price ?? null
    },
    hasChangedTimes: (place) => changedTimes.has(keyOf(place)),
  }
}

function keyOf({ transactionHash, contract }: Place): string {
  return `${transactionHash}/${contract}`
}
