import { fileURLToPath } from 'node:url'
import type { Hex } from 'viem'
import { variables } from '#runtime/environment/variables.ts'
import type { Parts } from './parts.ts'
import { findFreePort } from './ports.ts'
import { startThrowAwayPostgres } from './postgres.ts'
import { makeSecrets } from './secrets.ts'
import { type Stack, type StackPlan, startStack } from './stack.ts'
import { readStartSettings } from './start-settings.ts'

/**
 * Starts everything for one run on free ports with a database of its own, as `npm start` would, whatever the
 * environment says of Usher; nothing of it stays. For the demo, the benchmarks and the browser tests.
 *
 * @param change variables to set otherwise, such as limits
 * @param demoSeed what the chain's accounts are made from, instead of those that everybody knows
 */
export async function startThrowAwayStack(
  parts: Parts,
  {
    say,
    log,
    change = {},
    demoSeed,
  }: Pick<StackPlan, 'say' | 'log'> & {
    readonly change?: Readonly<Record<string, string>>
    readonly demoSeed?: Hex
  },
): Promise<Stack> {
  // Empty, not absent: a .env file fills in what is absent. An empty PASS_PREFIX would mean something.
  const unset = Object.fromEntries(
    Object.keys(variables.shape).map((name) => [name, name === 'PASS_PREFIX' ? undefined : '']),
  )
  const ours = { LOG_LEVEL: 'warn', PORT: String(await findFreePort()), ...change }
  const env = { ...process.env, ...unset, ...ours }
  return startStack(
    {
      project: fileURLToPath(new URL('../../', import.meta.url)),
      env,
      settings: readStartSettings(env, demoSeed ? 'fresh' : 'published'),
      demoSeed,
      mode: 'production',
      openPostgres: startThrowAwayPostgres,
      findChainPort: findFreePort,
      localSecrets: makeSecrets,
      say,
      log,
    },
    parts,
  )
}
