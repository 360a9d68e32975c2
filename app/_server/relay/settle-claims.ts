import type { Logger } from 'pino'
import type { PublicClient } from 'viem'
import { type Database, isDatabaseUnavailable } from '#prisma/client.ts'
import { toHex } from '../bytes.ts'
import { isFromTransport } from '../chain/transport-failure.ts'
import { type Attempt, feesOf } from './attempt.ts'
import { type Booking, bookAttempt, raiseAttempt } from './book-attempt.ts'
import { raiseFees, suggestFees } from './fees.ts'
import { createLook, type Seen } from './look-at-attempt.ts'
import type { RelayState } from './relay-state.ts'
import type { Relayer, RelaySettings } from './relayer.ts'
import type { SendAttempt } from './send-attempt.ts'

/**
 * Looks at the chain for what became of the attempts, sends again what it does not have, and raises what it does not take.
 * Any number of processes may do it, whichever of them wrote an attempt. Never throws: it comes round again.
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
  readonly state: RelayState
  readonly onOutcome: (outcome: Booking['status'] | 'raised') => void
  readonly log: Logger
  readonly now: () => Date
}

/** An attempt that is in no block is looked at so often, one that may yet leave its block more seldom. */
const lookAgainMs = 3_000
const lookAtMinedMs = 30_000

export function createSettleClaims(ports: Ports): SettleClaims {
  let running: Promise<void> | undefined
  let isFailing = false
  const round = async () => {
    try {
      await settle(ports)
      isFailing = false
    } catch (error) {
      // once, not at every round
      if (!isFailing) report(error, ports.log)
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
  const { client, relayer, state } = ports
  const due = await takeDue(ports)
  if (due.length > 0 || state.isDue()) state.note(await client.getBalance({ address: relayer.address }))
  if (due.length === 0) return
  const look = createLook(ports, await client.getBlockNumber({ cacheTime: 0 }))
  const seen = await Promise.all(due.map(look))
  for (const one of seen) await carryOut(ports, one)
}

/** A node's own words may quote its URL, which may hold a key. */
function report(error: unknown, log: Logger): void {
  const sentence = 'cannot look after the claims under way; trying on'
  if (isFromTransport(error)) log.warn({ because: 'the node does not answer' }, sentence)
  else if (isDatabaseUnavailable(error)) log.warn({ because: 'the database does not answer' }, sentence)
  else log.error({ err: error }, sentence)
}

/**
 * The attempts that are due, in the order of their nonces, put off so that no other process takes them meanwhile. Those of
 * a local chain that is no more stay where they are.
 */
async function takeDue({ db, chainId, now }: Ports): Promise<readonly Attempt[]> {
  const chain = await db.chain.findUnique({ where: { chainId }, select: { originHash: true } })
  if (!chain) return []
  const take = (status: 'pending' | { not: 'pending' }, putOffMs: number) =>
    db.voucherClaim.updateManyAndReturn({
      where: { lookAt: { lte: now() }, chainOrigin: chain.originHash, status },
      data: { lookAt: new Date(now().getTime() + putOffMs) },
    })
  const pending = await take('pending', lookAgainMs)
  const mined = await take({ not: 'pending' }, lookAtMinedMs)
  return [...pending, ...mined].sort((one, other) => Number(one.nonce - other.nonce))
}

async function carryOut(ports: Ports, { attempt, step, receipt }: Seen): Promise<void> {
  const { db, sendAttempt, onOutcome, now } = ports
  const after = (milliseconds: number) => new Date(now().getTime() + milliseconds)
  const book = async (booking: Booking) => {
    const isKnown = attempt.status === booking.status && attempt.blockNumber === booking.blockNumber
    if (isKnown && booking.lookAt) return
    if (await bookAttempt(db, attempt, booking)) onOutcome(booking.status)
  }
  if (step.kind === 'book' && receipt) {
    const cost = receipt.gasUsed * receipt.effectiveGasPrice
    const lookAt = step.isSettled ? null : after(lookAtMinedMs)
    return book({ status: step.status, blockNumber: receipt.blockNumber, cost, lookAt })
  }
  if (step.kind === 'drop') return book({ status: 'dropped', blockNumber: null, cost: 0n, lookAt: null })
  if (attempt.status !== 'pending') {
    // its block has left the chain
    const cost = attempt.gasLimit * feesOf(attempt).maxFee
    await book({ status: 'pending', blockNumber: null, cost, lookAt: after(lookAgainMs) })
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
    const named = { nonce: Number(attempt.nonce), transaction: toHex(raised.transactionHash) }
    log.info(named, 'a claim was stuck: sent dearer')
  }
  await sendAttempt(raised ?? attempt)
}
