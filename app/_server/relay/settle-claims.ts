import type { Logger } from 'pino'
import type { Address, PublicClient, TransactionReceipt } from 'viem'
import { TransactionReceiptNotFoundError } from 'viem'
import type { Database } from '#prisma/client.ts'
import { toHex } from '../bytes.ts'
import { type Attempt, feesOf, hashesOf } from './attempt.ts'
import { type Booking, bookAttempt, raiseAttempt } from './book-attempt.ts'
import { decideNext, type NextStep } from './decide-next.ts'
import { raiseFees, suggestFees } from './fees.ts'
import type { Relayer, RelaySettings } from './relayer.ts'
import type { SendAttempt } from './send-attempt.ts'

/**
 * Looks at the chain for what became of the attempts, sends again what it does not have, and raises what it does not take.
 * Any number of processes may do it; each attempt is looked at by one at a time. Never throws: it comes round again.
 */
export type SettleClaims = () => Promise<void>

type Ports = {
  readonly db: Database
  readonly chainId: number
  readonly client: PublicClient
  readonly relayer: Relayer
  readonly settings: RelaySettings
  readonly sendAttempt: SendAttempt
  /** so many blocks above it make a block one that never leaves */
  readonly depth: bigint
  readonly onBalance: (wei: bigint) => void
  readonly onOutcome: (outcome: Booking['status'] | 'raised') => void
  readonly log: Logger
  readonly now: () => Date
}

/** An attempt is looked at so often, and replaced by a dearer transaction when it was signed so long ago. */
const lookAgainMs = 3_000
const raiseAfterMs = 60_000
/** Looked at in one round. */
const most = 100

export function createSettleClaims(ports: Ports): SettleClaims {
  let running: Promise<void> | undefined
  let isFailing = false
  const round = async () => {
    try {
      await settle(ports)
      isFailing = false
    } catch (error) {
      // once, not at every round
      if (!isFailing) ports.log.warn({ err: error }, 'cannot look after the claims under way; trying on')
      isFailing = true
    }
  }
  return () => {
    running ??= round().finally(() => {
      running = undefined
    })
    return running
  }
}

async function settle(ports: Ports): Promise<void> {
  const { client, relayer, onBalance } = ports
  const due = await takeDue(ports)
  if (due.length === 0) return
  onBalance(await client.getBalance({ address: relayer.address }))
  const view = createView(ports, await client.getBlockNumber({ cacheTime: 0 }))
  for (const attempt of due) {
    const { step, receipt } = await view(attempt)
    await carryOut(ports, attempt, step, receipt)
  }
}

/**
 * The attempts that are due, in the order of their nonces, put off so that no other process takes them meanwhile. Those of
 * a local chain that is no more stay where they are.
 */
async function takeDue({ db, chainId, now }: Ports): Promise<readonly Attempt[]> {
  const chain = await db.chain.findUnique({ where: { chainId }, select: { originHash: true } })
  if (!chain) return []
  const taken = await db.voucherClaim.updateManyAndReturn({
    where: { lookAt: { lte: now() }, chainOrigin: chain.originHash },
    data: { lookAt: new Date(now().getTime() + lookAgainMs) },
    limit: most,
  })
  return taken.sort((one, other) => (one.nonce < other.nonce ? -1 : 1))
}

type Seen = { readonly step: NextStep; readonly receipt: TransactionReceipt | undefined }

/** Reads what the chain says of attempts, all as of one head, and decides. */
function createView(
  { client, relayer, depth, now }: Ports,
  head: bigint,
): (attempt: Attempt) => Promise<Seen> {
  const known = new Map<Address, Promise<{ latest: bigint; settled: bigint }>>()
  const readNonces = async (address: Address) => {
    const [latest, settled] = await Promise.all([
      client.getTransactionCount({ address, blockTag: 'latest' }),
      head < depth ? 0 : client.getTransactionCount({ address, blockNumber: head - depth }),
    ])
    return { latest: BigInt(latest), settled: BigInt(settled) }
  }
  return async (attempt) => {
    const address = toHex(attempt.relayer)
    if (!known.has(address)) known.set(address, readNonces(address))
    // before the receipt: a nonce that was used by then has a receipt by now, if it is ours
    const nonces = (await known.get(address)) as { latest: bigint; settled: bigint }
    const receipt = await findReceipt(client, attempt)
    const facts = {
      nonce: attempt.nonce,
      signedAt: attempt.signedAt,
      receipt: receipt && { isSuccess: receipt.status === 'success', blockNumber: receipt.blockNumber },
      head,
      nonces,
      canSign: address === relayer.address,
    }
    return { step: decideNext(facts, depth, raiseAfterMs, now()), receipt }
  }
}

async function findReceipt(client: PublicClient, attempt: Attempt): Promise<TransactionReceipt | undefined> {
  const receipts = await Promise.all(
    hashesOf(attempt).map((hash) =>
      client.getTransactionReceipt({ hash }).catch((error: unknown) => {
        if (error instanceof TransactionReceiptNotFoundError) return undefined
        throw error
      }),
    ),
  )
  return receipts.find((receipt) => receipt !== undefined)
}

async function carryOut(
  ports: Ports,
  attempt: Attempt,
  step: NextStep,
  receipt: TransactionReceipt | undefined,
): Promise<void> {
  const { db, sendAttempt, onOutcome } = ports
  const book = async (booking: Booking) => {
    const isKnown = attempt.status === booking.status && attempt.blockNumber === booking.blockNumber
    if (isKnown && !booking.isSettled) return
    if (await bookAttempt(db, attempt, booking)) onOutcome(booking.status)
  }
  if (step.kind === 'book' && receipt) {
    const cost = receipt.gasUsed * receipt.effectiveGasPrice
    return book({ status: step.status, blockNumber: receipt.blockNumber, cost, isSettled: step.isSettled })
  }
  if (step.kind === 'drop') return book({ status: 'dropped', blockNumber: null, cost: 0n, isSettled: true })
  if (attempt.status !== 'pending') {
    // its block has left the chain
    const cost = attempt.gasLimit * feesOf(attempt).maxFee
    await book({ status: 'pending', blockNumber: null, cost, isSettled: false })
  }
  if (step.kind === 'send') await sendAttempt(attempt)
  if (step.kind === 'raise') await raise(ports, attempt)
}

/** Sends a dearer transaction, or the same again where fees, cap or budget leave no room. */
async function raise(ports: Ports, attempt: Attempt): Promise<void> {
  const { db, client, relayer, settings, sendAttempt, onOutcome, log, now } = ports
  const cap = settings.maxWeiPerGas
  const fees = raiseFees(feesOf(attempt), await suggestFees(client, cap), cap)
  const raised = fees && (await raiseAttempt(db, attempt, fees, { relayer, settings, now: now() }))
  if (raised) {
    onOutcome('raised')
    log.info(
      { nonce: Number(attempt.nonce), transaction: toHex(raised.transactionHash) },
      'a claim was stuck: sent dearer',
    )
  }
  await sendAttempt(raised ?? attempt)
}
