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
import { lower, toDate, type View } from './chain-facts.ts'
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
  // What is in escrow is the contract's only word on what a ticket cost; once settled, nothing is.
  const isSettled = logs.some(({ eventName }) => eventName === 'EventSettled')
  for (const state of await readStates(view, contract, tokenIds)) {
    const { tokenId, owner, paid, transferCount, isUsed, reissue } = state
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
    const isInEscrow = owner !== undefined && end === undefined && !isSettled
    facts.set(
      `ticket ${tokenId} of ${contract}`,
      fact({
        tierId: tierOf(tokenId),
        owner: owner ?? lower(lastMove?.args.to ?? zeroAddress),
        status: ENDS.get(end?.eventName ?? '') ?? (owner ? 'valid' : 'gone without a log'),
        pricePaid: isInEscrow ? paid || null : findPrice(logs, tokenId),
        acquiredAt: lastMove && (await view.timeOf(lastMove.blockNumber)),
        acquiredBlock: lastMove?.blockNumber,
        settlesFromBlock: settles.at(-1)?.blockNumber,
        transferCount,
        isUsed,
      }),
    )
    const [to, effectiveAt] = reissue
    if (to === zeroAddress) continue
    facts.set(
      `reissue of ${tokenId} of ${contract}`,
      fact({ to: lower(to), effectiveAt: toDate(effectiveAt) }),
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

/** What the contract answers for a ticket that began, also when it has ended; it has no owner then. */
function readStates({ client, tip }: View, contract: Address, tokenIds: readonly bigint[]) {
  const { read } = getContract({ address: contract, abi: usherEventAbi, client })
  const at = { blockNumber: tip }
  return Promise.all(
    tokenIds.map(async (tokenId) => {
      const [owner, paid, transferCount, isUsed, reissue] = await Promise.all([
        read.ownerOf([tokenId], at).then(lower, undefinedIfReverted),
        read.paidFor([tokenId], at),
        read.transferCountOf([tokenId], at),
        read.isUsed([tokenId], at),
        read.reissueOf([tokenId], at),
      ])
      return { tokenId, owner, paid, transferCount, isUsed, reissue }
    }),
  )
}

function undefinedIfReverted(error: unknown): undefined {
  const isRevert = (cause: unknown) => cause instanceof ContractFunctionRevertedError
  if (error instanceof BaseError && error.walk(isRevert)) return undefined
  throw error
}

/** What a ticket had cost whose price the contract no longer keeps. */
function findPrice(logs: Logs, tokenId: bigint): bigint | undefined {
  for (const log of logs) {
    if (log.eventName !== 'TicketsSold') continue
    const { firstTokenId, count, price } = log.args
    if (tokenId >= firstTokenId && tokenId < firstTokenId + count) return price
  }
  return undefined
}
