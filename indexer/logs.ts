import type { AbiEvent, DecodeEventLogReturnType, Hex } from 'viem'
import { decodeEventLog, toEventSelector } from 'viem'
import { usherEventAbi } from '#core/chain/abi/usher-event.ts'
import { usherFactoryAbi } from '#core/chain/abi/usher-factory.ts'

type RawLog = { readonly topics: readonly Hex[]; readonly data: Hex }

export type EventLog = DecodeEventLogReturnType<typeof usherEventAbi>
export type ArgsOf<Name extends EventLog['eventName']> = Extract<
  EventLog,
  { readonly eventName: Name }
>['args']
export type FactoryLog = DecodeEventLogReturnType<typeof usherFactoryAbi>

/** By first topic, so that decoding a log does not hash the whole ABI anew. */
const eventLogs = indexByTopic(usherEventAbi)
const factoryLogs = indexByTopic(usherFactoryAbi)

/** First topics of every log that an event or the factory can make. */
export const topics: readonly Hex[] = [...eventLogs.keys(), ...factoryLogs.keys()]

/** A log of an event's contract, or undefined if it is none that our ABI has. */
export function parseEventLog(log: RawLog): EventLog | undefined {
  return parse(eventLogs, log) as EventLog | undefined
}

/** A log of the factory, or undefined if it is none that our ABI has. */
export function parseFactoryLog(log: RawLog): FactoryLog | undefined {
  return parse(factoryLogs, log) as FactoryLog | undefined
}

function indexByTopic(abi: readonly { readonly type: string }[]): ReadonlyMap<Hex, AbiEvent> {
  const events = abi.filter((item): item is AbiEvent => item.type === 'event')
  return new Map(events.map((event) => [toEventSelector(event), event]))
}

function parse(known: ReadonlyMap<Hex, AbiEvent>, { topics, data }: RawLog): unknown {
  const event = known.get(topics[0] ?? '0x')
  return event && decodeEventLog({ abi: [event], topics: topics as [Hex, ...Hex[]], data })
}
