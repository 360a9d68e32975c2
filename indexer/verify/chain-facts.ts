import { type Address, bytesToHex, getContract, keccak256, type PublicClient, toHex, zeroAddress } from 'viem'
import { usherEventAbi } from '#core/chain/abi/usher-event.ts'
import { usherFactoryAbi } from '#core/chain/abi/usher-factory.ts'
import { eventKeyOf } from '#core/event-id.ts'
import { composeTokenId } from '#core/token-id.ts'
import type { Followed } from '../store.ts'
import { readAccountFacts } from './account-facts.ts'
import { type Facts, fact } from './facts.ts'
import { readHappenings } from './happenings.ts'
import { readTicketFacts } from './ticket-facts.ts'
import { readVoucherFacts } from './voucher-facts.ts'

/** By the numbers of the contract's enums. */
const POLICIES = ['open', 'gift', 'market', 'bound']
const STATUSES = ['active', 'active', 'settled', 'canceled', 'refunding']

/** Nodes search so many blocks at once for logs. */
const RANGE = 2_000n

/** Where facts are read: a node, and the block as of which they hold. */
export type View = {
  readonly client: PublicClient
  readonly tip: bigint
  readonly timeOf: (blockNumber: bigint) => Promise<Date>
}

/**
 * All that the mirror should hold at block `tip` if it keeps the blocks from `firstKept` on. Found out in another way
 * than the indexer's: from what the contracts answer, and from the node's log search where they do not keep what was.
 */
export async function readChainFacts(
  client: PublicClient,
  followed: Followed,
  firstKept: bigint,
  tip: bigint,
): Promise<Facts> {
  const facts: Facts = new Map()
  const view = { client, tip, timeOf: createTimes(client) }

  const kept = Array.from({ length: Number(tip - firstKept) + 1 }, (_, index) => firstKept + BigInt(index))
  const blocks = await Promise.all(kept.map((blockNumber) => client.getBlock({ blockNumber })))
  for (const { number, hash, parentHash, timestamp } of blocks) {
    facts.set(`block ${number}`, fact({ hash, parentHash, timestamp: toDate(timestamp) }))
  }
  const created = await searchLogs(followed.startBlock, tip, (range) =>
    client.getContractEvents({ address: followed.factory, abi: usherFactoryAbi, strict: true, ...range }),
  )
  for (const { args, blockNumber } of created) {
    await addEvent(facts, view, followed.chainId, lower(args.eventContract), blockNumber)
  }
  return facts
}

async function addEvent(
  facts: Facts,
  view: View,
  chainId: number,
  contract: Address,
  createdBlock: bigint,
): Promise<void> {
  const { client, tip, timeOf } = view
  const at = { blockNumber: tip }
  const { read } = getContract({ address: contract, abi: usherEventAbi, client })
  const currency = await read.currency(at)
  const status = STATUSES[await read.status(at)]
  const logs = await searchLogs(createdBlock, tip, (range) =>
    client.getContractEvents({ address: contract, abi: usherEventAbi, strict: true, ...range }),
  )
  const opened = logs.filter(({ eventName }) => eventName === 'RefundsOpened').length
  facts.set(
    `event ${contract}`,
    fact({
      eventId: bytesToHex(eventKeyOf({ chainId, contract })),
      name: await read.name(at),
      symbol: await read.symbol(at),
      organizer: lower(await read.owner(at)),
      currency: currency === zeroAddress ? null : lower(currency),
      doorsAt: toDate(await read.doorsAt(at)),
      endsAt: toDate(await read.endsAt(at)),
      cutOffAt: toDate(await read.cutOffAt(at)),
      reissueDelay: await read.reissueDelay(at),
      renderer: lower(await read.renderer(at)),
      contractUri: await read.contractURI(at),
      status,
      isSalesPaused: await read.salesPaused(at),
      // One of these logs made the event refund for good; each other one came with moved times.
      isMoved: opened > (status === 'refunding' ? 1 : 0),
      createdBlock,
      createdAt: await timeOf(createdBlock),
    }),
  )

  const tokenIds: bigint[] = []
  for (let tierId = 1; tierId <= (await read.tierCount(at)); tierId++) {
    const [{ transferPolicy, saleStartsAt, saleEndsAt, ...settings }, issued] = await read.tier([tierId], at)
    facts.set(
      `tier ${tierId} of ${contract}`,
      fact({
        ...settings,
        saleStartsAt: toDate(saleStartsAt),
        saleEndsAt: toDate(saleEndsAt),
        transferPolicy: POLICIES[transferPolicy],
        sold: issued,
      }),
    )
    for (let number = 1; number <= issued; number++) tokenIds.push(composeTokenId(tierId, number))
  }

  for (const { eventName, args } of logs) {
    if (eventName !== 'RoleGranted' || !(await read.hasRole([args.role, args.account], at))) continue
    const role = args.role === keccak256(toHex('GATE_ROLE')) ? 'gate' : 'minter'
    facts.set(`${role} ${lower(args.account)} of ${contract}`, {})
  }
  await readTicketFacts(facts, view, contract, tokenIds, logs)
  await readHappenings(facts, view, contract, logs)
  await readVoucherFacts(facts, view, contract, logs)
  await readAccountFacts(facts, view, contract, logs)
}

type Range = { readonly fromBlock: bigint; readonly toBlock: bigint }

async function searchLogs<Log>(
  from: bigint,
  tip: bigint,
  search: (range: Range) => Promise<readonly Log[]>,
): Promise<readonly Log[]> {
  const found: Log[] = []
  for (let fromBlock = from; fromBlock <= tip; fromBlock += RANGE) {
    const last = fromBlock + RANGE - 1n
    found.push(...(await search({ fromBlock, toBlock: last < tip ? last : tip })))
  }
  return found
}

function createTimes(client: PublicClient): View['timeOf'] {
  const known = new Map<bigint, Date>()
  return async (blockNumber) => {
    const time = known.get(blockNumber) ?? toDate((await client.getBlock({ blockNumber })).timestamp)
    known.set(blockNumber, time)
    return time
  }
}

export function lower(address: Address): Address {
  return address.toLowerCase() as Address
}

export function toDate(unixSeconds: bigint): Date {
  return new Date(Number(unixSeconds) * 1_000)
}
