import {
  type Address,
  BaseError,
  ContractFunctionRevertedError,
  type GetContractEventsReturnType,
  getContract,
  zeroAddress,
} from 'viem'
import { usherEventAbi } from '#core/chain/abi/usher-event.ts'
import { tierOf } from '#core/token-id.ts'
import { lower, type View } from './chain-facts.ts'
import { type Facts, fact } from './facts.ts'

/** All logs of one event's contract. */
export type Logs = Readonly<GetContractEventsReturnType<typeof usherEventAbi, undefined, true>>

/** What an event's tickets are and how they moved; `tokenIds` are those that its tiers have issued. */
export async function readTicketFacts(
  facts: Facts,
  view: View,
  contract: Address,
  tokenIds: readonly bigint[],
  logs: Logs,
): Promise<void> {
  const owners = await readOwners(view, contract, tokenIds)
  const paid = await readPaid(view, contract, tokenIds)
  for (const [index, tokenId] of tokenIds.entries()) {
    const life = logs.filter(
      ({ args }) => args !== undefined && 'tokenId' in args && args.tokenId === tokenId,
    )
    const moves = life.filter((log) => log.eventName === 'Transfer')
    const lastMove = moves.filter(({ args }) => args.to !== zeroAddress).at(-1)
    const [end] = life.filter(({ eventName }) => ENDS.has(eventName)).slice(-1)
    const settles = life.filter(({ eventName, args }) => {
      return (
        SETTLES.has(eventName) || ('from' in args && eventName === 'Transfer' && args.from === zeroAddress)
      )
    })
    const isValid = owners[index] !== undefined && end === undefined
    facts.set(
      `ticket ${tokenId} of ${contract}`,
      fact({
        tierId: tierOf(tokenId),
        owner: owners[index] ?? lower(lastMove?.args.to ?? zeroAddress),
        status: ENDS.get(end?.eventName ?? '') ?? (owners[index] ? 'valid' : 'gone without a log'),
        pricePaid: isValid ? paid[index] || null : findPrice(logs, tokenId),
        acquiredAt: lastMove && (await view.timeOf(lastMove.blockNumber)),
        acquiredBlock: lastMove?.blockNumber,
        settlesFromBlock: settles.at(-1)?.blockNumber,
      }),
    )
  }
  for (const log of logs) {
    if (log.eventName !== 'Transfer') continue
    const { args, blockNumber, logIndex, transactionHash } = log
    facts.set(
      `log ${logIndex} of block ${blockNumber} of ${contract}`,
      fact({
        tokenId: args.tokenId,
        from: lower(args.from),
        to: lower(args.to),
        transactionHash,
        datetime: await view.timeOf(blockNumber),
      }),
    )
  }
}

/** The logs that end a ticket, and how. */
const ENDS: ReadonlyMap<string, string> = new Map([
  ['TicketVoided', 'void'],
  ['TicketRefunded', 'refunded'],
])

/** The logs, beside that of its issue, from which on a ticket has to settle anew. */
const SETTLES: ReadonlySet<string> = new Set(['TicketResold', 'TicketReissued'])

/** Undefined for a ticket that does not exist any more. */
function readOwners(
  { client, tip }: View,
  contract: Address,
  tokenIds: readonly bigint[],
): Promise<readonly (Address | undefined)[]> {
  const { read } = getContract({ address: contract, abi: usherEventAbi, client })
  const ownerOf = (tokenId: bigint) =>
    read.ownerOf([tokenId], { blockNumber: tip }).then(lower, (error: unknown) => {
      const isReverted =
        error instanceof BaseError && error.walk((cause) => cause instanceof ContractFunctionRevertedError)
      if (!isReverted) throw error
      return undefined
    })
  return Promise.all(tokenIds.map(ownerOf))
}

function readPaid(
  { client, tip }: View,
  contract: Address,
  tokenIds: readonly bigint[],
): Promise<readonly bigint[]> {
  const { read } = getContract({ address: contract, abi: usherEventAbi, client })
  return Promise.all(tokenIds.map((tokenId) => read.paidFor([tokenId], { blockNumber: tip })))
}

/** What a ticket that has ended had cost: the contract does not keep it. */
function findPrice(logs: Logs, tokenId: bigint): bigint | undefined {
  for (const log of logs) {
    if (log.eventName !== 'TicketsSold') continue
    const { firstTokenId, count, price } = log.args
    if (tokenId >= firstTokenId && tokenId < firstTokenId + count) return price
  }
  return undefined
}
