import { randomBytes } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { bytesToHex } from 'viem'
import { problem } from '#core/api/problem.ts'
import { scanAnswer } from '#core/api/scan.ts'
import { toUnixSeconds } from '#core/time.ts'
import { withForgedSignature } from '../../demo/people.ts'
import { type Connection, openConnection, type Reply } from '../../venue/connection.ts'
import type { VenueEvent, VenuePhone } from '../../venue/event.ts'
import type { Random } from '../random.ts'
import type { Attempt, History } from './history.ts'

/** A ticket and whose phone may enter with it now; faults change it. */
export type Held = { readonly tokenId: bigint; phone: VenuePhone; readonly former: VenuePhone[] }

export type Door = {
  readonly venue: VenueEvent
  readonly webUrls: readonly string[]
  readonly tickets: readonly Held[]
  readonly history: History
  /** aborts when no new scans are to begin; those under way are asked until they are answered */
  readonly closing: AbortSignal
}

export type Scanner = { readonly token: string; readonly deviceId: string; readonly staff: string }

/** A scanner asks again until there is an answer; after so long something else is wrong. */
const answerWithinMs = 120_000
const pauseMs = 50

/** One gate's scanner: it presents what the crowd shows it, one code after the other, until the doors close. */
export async function runClient(door: Door, client: number, scanner: Scanner, random: Random): Promise<void> {
  const speak = createSpeaker(door.webUrls, scanner.token, random)
  while (!door.closing.aborted) {
    const attempt = present(door, client, scanner, random)
    door.history.attempts.push(attempt)
    await askUntilAnswered(door, attempt, speak)
    if (attempt.problem) await wait(pauseMs)
    else if (random.chance(0.15)) await askUntilAnswered(door, attempt, speak)
  }
  speak.close()
}

/** What the next guest shows: mostly his live code, sometimes one of the ways of cheating. */
function present(door: Door, client: number, scanner: Scanner, random: Random): Attempt {
  const held = random.pick(door.tickets)
  const now = toUnixSeconds(Date.now())
  const dice = random.next()
  const isFormer = dice < 0.08 && held.former.length > 0
  const phone = isFormer ? random.pick(held.former) : held.phone
  const live = phone.show(held.tokenId, dice > 0.96 ? now - 120 : now)
  const shown = dice > 0.92 && dice <= 0.96 ? withForgedSignature(live) : live
  const isGarbage = dice > 0.88 && dice <= 0.92
  return {
    client,
    deviceId: scanner.deviceId,
    staff: scanner.staff,
    nonce: randomBytes(16).toString('hex'),
    tokenId: isGarbage ? undefined : held.tokenId,
    publicKey: isGarbage ? undefined : bytesToHex(phone.publicKey),
    direction: random.chance(0.5) ? 'entry' : 'exit',
    code: isGarbage ? `garbage ${random.next()}` : shown,
    sentAt: performance.now(),
    answers: [],
    problem: undefined,
  }
}

/** Sends the same request again until a verdict or a refusal of the caller comes, as a scanner at a gate does. */
async function askUntilAnswered(door: Door, attempt: Attempt, speak: Speaker): Promise<void> {
  const { nonce, code, direction } = attempt
  const body = JSON.stringify({ nonce, code, listId: 'main', gateId: '1', direction })
  const deadline = performance.now() + answerWithinMs
  for (;;) {
    const sentAt = performance.now()
    const reply = await speak(door.venue.scansPath, body)
    if (reply?.status === 200) {
      const answer = scanAnswer.parse(JSON.parse(reply.body))
      attempt.answers.push({ answer, sentAt, at: performance.now() })
      return
    }
    if (reply && reply.status < 500) {
      attempt.problem = problem.parse(JSON.parse(reply.body)).code
      return
    }
    if (performance.now() > deadline) {
      attempt.problem = `no answer within ${answerWithinMs / 1000} s: ${reply?.body ?? 'no connection'}`
      return
    }
    await wait(pauseMs)
  }
}

type Speaker = {
  (path: string, body: string): Promise<Reply | undefined>
  close(): void
}

/** Speaks to one web process until that goes, then to another. Undefined: there was no answer. */
function createSpeaker(urls: readonly string[], token: string, random: Random): Speaker {
  let connection: Connection | undefined
  const speak = async (path: string, body: string) => {
    connection ??= openConnection(random.pick(urls), token)
    try {
      const reply = await connection.post(path, body)
      if (random.chance(0.02)) drop()
      return reply
    } catch {
      drop()
      return undefined
    }
  }
  const drop = () => {
    connection?.close()
    connection = undefined
  }
  return Object.assign(speak, { close: drop })
}
