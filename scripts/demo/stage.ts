import type { LocalAccount } from 'viem'
import { toUnixSeconds } from '#core/time.ts'
import type { Api } from '../client/api.ts'
import type { DemoChain } from './chain.ts'
import { describeVerdict, type Scanner } from './gate.ts'
import { type Outcome, type Run, timed } from './run.ts'

/** What every part of the path works with. */
export type Stage = {
  readonly api: Api
  readonly run: Run
  readonly chain: DemoChain
  readonly people: Readonly<Record<'organizer' | 'steward' | 'ada' | 'ben' | 'stranger', LocalAccount>>
}

/** Shows a code at a gate, and answers the verdict. */
export async function present(scanner: Scanner, code: string): Promise<Outcome> {
  const { value, ms } = await timed(() => scanner.scan(code))
  return { actual: describeVerdict(value), ms }
}

/** Unix seconds. */
export function now(): number {
  return toUnixSeconds(Date.now())
}
