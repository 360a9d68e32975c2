import { setTimeout as wait } from 'node:timers/promises'
import { bytesToHex, hexToBytes, type LocalAccount, zeroAddress } from 'viem'
import { until } from '../../client/until.ts'
import { inMirror, type VenueEvent, type VenuePhone } from '../../venue/event.ts'
import type { Random } from '../random.ts'
import type { Held } from './clients.ts'
import type { Change, History } from './history.ts'
import type { House } from './house.ts'

export type Kills = { postgres: number; redis: number; web: number }

type Stage = {
  readonly house: House
  readonly venue: VenueEvent
  readonly tickets: readonly Held[]
  readonly phones: readonly VenuePhone[]
  readonly staff: readonly LocalAccount[]
  readonly history: History
  readonly closing: AbortSignal
}

/** Kills that have been made so far, and the end of them once the doors close. */
export type Killing = { readonly kills: Kills; readonly ended: Promise<unknown> }

/**
 * Kills processes with -9, of each kind one after the other and all kinds at the same time. The next of a kind is killed
 * when the last one is back and all who waited were answered, so that each falls into the middle of work.
 */
export function startKilling(stage: Stage, random: Random, pauseMs: number): Killing {
  const { house } = stage
  const kills: Kills = { postgres: 0, redis: 0, web: 0 }
  const killInTurn = async (kind: keyof Kills, kill: (dice: Random) => Promise<void>, dice: Random) => {
    while (!stage.closing.aborted) {
      await wait(pauseMs * (0.5 + dice.next()), undefined, { signal: stage.closing }).catch(() => {})
      await untilTheyAreAnswered(stage)
      if (stage.closing.aborted) return
      await kill(dice)
      kills[kind]++
    }
  }
  const killAWeb = (dice: Random) => house.killWeb(dice.between(0, house.webUrls.length - 1))
  const ended = Promise.all([
    killInTurn('postgres', house.killPostgres, random.fork()),
    killInTurn('web', killAWeb, random.fork()),
    house.hasRedis && killInTurn('redis', house.killRedis, random.fork()),
  ])
  return { kills, ended }
}

/** Whoever waits now, that is: others begin meanwhile, and nobody is kept waiting for ever on a slow machine. */
async function untilTheyAreAnswered({ history, closing }: Stage): Promise<void> {
  const waiting = history.attempts.filter(isWaiting)
  const areAnswered = async () => closing.aborted || !waiting.some(isWaiting) || undefined
  await until('those who waited to be answered', areAnswered, 300)
}

function isWaiting({ answers, problem }: History['attempts'][number]): boolean {
  return answers.length === 0 && problem === undefined
}

/** Moves tickets, revokes phones, removes and appoints staff, as indexer and organizer would. */
export async function disturb(stage: Stage, random: Random, pauseMs: number): Promise<void> {
  const { closing } = stage
  let block = 1_000
  while (!closing.aborted) {
    const dice = random.next()
    if (dice < 0.6) await transfer(stage, random, ++block)
    else if (dice < 0.75) await revoke(stage, random)
    else await removeForAWhile(stage, random, pauseMs)
    await wait(pauseMs * (0.5 + random.next()), undefined, { signal: closing }).catch(() => {})
  }
}

async function transfer({ house, venue, tickets, phones, history }: Stage, random: Random, block: number) {
  const held = random.pick(tickets)
  const [from, to] = [held.phone, random.pick(phones)]
  const bytes = (address: `0x${string}`) => Buffer.from(hexToBytes(address))
  const token = held.tokenId.toString()
  await record(history, { what: 'transferred', of: token, to: bytesToHex(to.publicKey) }, () =>
    inMirror(house.owner, async (client) => {
      await client.query('UPDATE mirror.ticket SET owner = $3 WHERE event_id = $1 AND token_id = $2', [
        venue.key,
        token,
        bytes(to.holder),
      ])
      await client.query(
        `INSERT INTO mirror.transfer (event_id, block_number, log_index, token_id, "from", "to", transaction_hash, datetime)
         VALUES ($1, $2, 0, $3, $4, $5, $6, now()) ON CONFLICT DO NOTHING`,
        [
          venue.key,
          block,
          token,
          bytes(from.holder),
          bytes(to.holder),
          bytes(`${zeroAddress}${'0'.repeat(24)}`),
        ],
      )
    }),
  )
  held.former.push(from)
  held.phone = to
}

async function revoke({ house, venue, phones, history }: Stage, random: Random): Promise<void> {
  const phone = random.pick(phones)
  const publicKey = bytesToHex(phone.publicKey)
  await record(history, { what: 'revoked', of: publicKey }, () =>
    house.owner.query(
      `INSERT INTO registry.pass_key_revocation (event_id, holder, public_key) VALUES ($1, $2, $3)
       ON CONFLICT DO NOTHING`,
      [venue.key, Buffer.from(hexToBytes(phone.holder)), Buffer.from(phone.publicKey)],
    ),
  )
}

async function removeForAWhile({ house, venue, staff, history }: Stage, random: Random, pauseMs: number) {
  const { address } = random.pick(staff)
  const set = (what: 'removed' | 'granted', disabledAt: string) =>
    record(history, { what, of: address }, () =>
      house.owner.query(
        `UPDATE registry.staff SET disabled_at = ${disabledAt} WHERE event_id = $1 AND address = $2`,
        [venue.key, Buffer.from(hexToBytes(address))],
      ),
    )
  await set('removed', 'clock_timestamp()')
  await wait(pauseMs)
  await set('granted', 'NULL')
}

/** Tries until it is done: Postgres may be down; each change may be made twice. */
async function record(
  history: History,
  change: Pick<Change, 'what' | 'of' | 'to'>,
  make: () => Promise<unknown>,
): Promise<void> {
  const entry: Change = { ...change, begunAt: performance.now(), doneAt: Number.POSITIVE_INFINITY }
  history.changes.push(entry)
  const deadline = performance.now() + 120_000
  for (;;) {
    try {
      await make()
      break
    } catch (error) {
      if (performance.now() > deadline) throw error
      await wait(50)
    }
  }
  entry.doneAt = performance.now()
}
