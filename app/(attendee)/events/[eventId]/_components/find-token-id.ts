import { type Address, parseEventLogs, type TransactionReceipt } from 'viem'
import { usherEventAbi } from '#core/chain/abi/usher-event.ts'

/** The first ticket that a transaction gave to somebody; undefined if it gave none. */
export function findTokenId({ logs }: TransactionReceipt, to: Address): string | undefined {
  const [given] = parseEventLogs({ abi: usherEventAbi, logs, eventName: 'Transfer', args: { to } })
  return given?.args.tokenId.toString()
}
