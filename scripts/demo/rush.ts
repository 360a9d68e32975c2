import { randomBytes } from 'node:crypto'
import type { LocalAccount } from 'viem'
import type { ScanAnswer } from '#core/api/scan.ts'
import type { EventId } from '#core/event-id.ts'
import type { Api } from '../client/api.ts'
import { signIn } from '../client/sign-in.ts'
import { createScanner, describeVerdict } from './gate.ts'
import { type Outcome, timed } from './run.ts'

const CLIENTS = 64
const DEVICES = 8

/**
 * Scans one code with 64 clients at the same time, on eight devices, and counts the verdicts. A loser that was not told
 * who came first counts as such.
 */
export async function rush(api: Api, steward: LocalAccount, event: EventId, code: string): Promise<Outcome> {
  const devices = await Promise.all(
    Array.from({ length: DEVICES }, async () => {
      const deviceId = randomBytes(16).toString('hex')
      return { deviceId, scanner: createScanner(api, event, await signIn(api, steward, deviceId)) }
    }),
  )
  const clients = Array.from(
    { length: CLIENTS },
    (_, index) => devices[index % DEVICES] as (typeof devices)[0],
  )
  const { value: answers, ms } = await timed(() =>
    Promise.all(
      clients.map(async ({ deviceId, scanner }) => ({ deviceId, answer: await scanner.scan(code) })),
    ),
  )

  const winner = answers.find(({ answer }) => answer.verdict === 'admit')
  const counts = new Map<string, number>()
  for (const { answer } of answers) {
    const outcome = nameOutcome(answer, winner)
    counts.set(outcome, (counts.get(outcome) ?? 0) + 1)
  }
  const actual = [...counts]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, count]) => `${count} ${name}`)
  return { actual: actual.join(', '), ms }
}

function nameOutcome(
  answer: ScanAnswer,
  winner: { deviceId: string; answer: ScanAnswer } | undefined,
): string {
  if (answer.reason !== 'already_redeemed') return describeVerdict(answer)
  const { first } = answer
  const isTold =
    first?.deviceId === winner?.deviceId &&
    first?.gateId === '1' &&
    first?.datetime === winner?.answer.datetime
  return isTold ? 'already_redeemed' : 'already_redeemed without the first'
}
