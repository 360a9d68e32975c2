import { type Address, encodeAbiParameters, encodeEventTopics, type Hash, type Hex, toHex } from 'viem'
import { usherEventAbi } from '#core/chain/abi/usher-event.ts'
import { type Changes, noChanges } from '#indexer/changes.ts'
import { projectBlock } from '#indexer/project.ts'
import type { ChainLog } from '#runtime/chain.ts'

export const FACTORY: Address = '0xfac7000000000000000000000000000000000000'
export const EVENT: Address = '0xe7e7000000000000000000000000000000000000'
export const STRANGER: Address = '0x5777000000000000000000000000000000000000'
export const ADA: Address = '0xada0000000000000000000000000000000000000'
export const BEN: Address = '0xbe00000000000000000000000000000000000000'
export const TICKET = 1_000_001n
export const KEY = `${EVENT}/${TICKET}` as const

export const NUMBER = 7n
export const TIME = 1_800_000_000n

export type Log = Pick<ChainLog, 'address' | 'topics' | 'data'> & { readonly transactionHash?: Hash }

export function projectLogs(events: ReadonlySet<Address>, logs: readonly Log[]): Changes {
  const changes = noChanges()
  projectBlock({ number: NUMBER, timestamp: TIME, logs: toChainLogs(logs) }, FACTORY, events, changes)
  return changes
}

export function toChainLogs(logs: readonly Log[]): readonly ChainLog[] {
  return logs.map((log, logIndex) => ({ transactionHash: toHash(1), transactionIndex: 0, ...log, logIndex }))
}

/** A log of the event: `indexed` by name; the others in order, or by name where they are all of one kind. */
export function event(eventName: string, indexed: object, data?: readonly unknown[]): Log {
  const abi = usherEventAbi.find((item) => item.type === 'event' && item.name === eventName)
  if (abi?.type !== 'event') throw new Error(`The ABI has no log ${eventName}`)
  const plain = abi.inputs.filter((input) => !('indexed' in input && input.indexed))
  const values = data ?? plain.map(({ name }) => (indexed as Record<string, unknown>)[name ?? ''])
  return {
    address: EVENT,
    topics: encodeEventTopics({ abi: [abi], args: indexed } as never) as Hex[],
    data: encodeAbiParameters(plain, values as never),
  }
}

export function transfer(from: Address, to: Address, tokenId = TICKET): Log {
  return event('Transfer', { from, to, tokenId })
}

export function bothOrders(one: Log, other: Log): readonly (readonly Log[])[] {
  return [
    [one, other],
    [other, one],
  ]
}

export function toHash(value: number): Hash {
  return toHex(value, { size: 32 })
}
