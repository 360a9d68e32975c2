import { type PublicClient, parseEventLogs } from 'viem'
import { usherEventAbi } from '#core/chain/abi/usher-event.ts'

/** How often each log of an event's contract is on the chain: what people did there, as far as it was not refused. */
export async function countLogs(
  client: PublicClient,
  fromBlock: bigint,
): Promise<ReadonlyMap<string, number>> {
  const logs = parseEventLogs({ abi: usherEventAbi, logs: await client.getLogs({ fromBlock }) })
  const counts = new Map<string, number>()
  for (const { eventName } of logs) counts.set(eventName, (counts.get(eventName) ?? 0) + 1)
  return counts
}
