import { existsSync } from 'node:fs'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { EnvironmentInvalid, readSettings, type Source } from '#runtime/environment.ts'
import { describeLan, describeStack } from './describe-stack.ts'
import { type Lan, openLan } from './lan.ts'
import { chooseLanAddress } from './lan-address.ts'
import { stopWithNpm } from './npm-parent.ts'
import { createParts, Stopped } from './parts.ts'
import { keepPlace } from './place.ts'
import { preferPort } from './ports.ts'
import { startPostgres } from './postgres.ts'
import type { Mode } from './processes.ts'
import { keepLocalSecrets } from './secrets.ts'
import { startStack } from './stack.ts'
import { parseStartArguments } from './start-arguments.ts'
import { readStartSettings } from './start-settings.ts'

/** Where a wallet expects a local chain. */
const USUAL_CHAIN_PORT = 8545

const PROJECT = fileURLToPath(new URL('../../', import.meta.url))

/**
 * Runs everything until Ctrl-C: exit code 0. If a part does not come up or ends by itself, the rest is stopped and the
 * exit code is 1, with a sentence that says which.
 */
export async function runStack(mode: Mode): Promise<void> {
  const parts = createParts()
  const end = async (code: number): Promise<never> => {
    await parts.stopAll()
    process.exit(code)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end(0))
  stopWithNpm(() => void end(0))
  // A terminal that is gone must not keep us from stopping in order.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})

  try {
    if (existsSync(join(PROJECT, '.env'))) process.loadEnvFile(join(PROJECT, '.env'))
    const folder = join(PROJECT, '.usher')
    const { lan: wish } = parseStartArguments(process.argv.slice(2), mode)
    const lan = wish && (await findLan(join(folder, 'lan'), wish.address, process.env))
    const env = { ...process.env, ...lan?.env }
    const stack = await startStack(
      {
        project: PROJECT,
        env,
        settings: readStartSettings(env, lan ? 'fresh' : 'published'),
        mode,
        demoSeed: lan?.demoSeed,
        openPostgres: () => startPostgres({ folder: join(folder, 'postgres') }),
        findChainPort: () => preferPort(USUAL_CHAIN_PORT),
        localSecrets: () => keepLocalSecrets(join(folder, 'secrets.json')),
        say: (sentence) => console.log(`✓ ${sentence}`),
        log: (line) => console.log(line),
      },
      parts,
    )
    keepPlace(join(folder, 'place.json'), stack)
    console.log(describeStack(stack))
    if (lan) console.log(await describeLan(stack, lan))
    console.log('\nCtrl-C stops everything.')
    console.error(`\n${await parts.broken}; stopping the rest.`)
  } catch (error) {
    if (error instanceof Stopped) return
    console.error(`\nUsher did not start.\n${describeFailure(error)}`)
  }
  await end(1)
}

/** What --lan asks for, on the address that was named or on the only one that there is. */
async function findLan(folder: string, wanted: string | undefined, env: Source): Promise<Lan> {
  const given = (['PUBLIC_URL', 'TLS_CERT_FILE', 'TLS_KEY_FILE'] as const).filter((name) => env[name])
  if (given.length > 0) {
    const sentence = 'must not be set with --lan, which sets it to this machine’s address on the network'
    throw new EnvironmentInvalid(given.map((name) => ({ name, sentence })))
  }
  const address = chooseLanAddress(networkInterfaces(), wanted)
  return openLan(folder, address, readSettings(env).PORT, new Date())
}

/** Errors of ours are sentences; of others the stack may help, for those who ask for it. */
function describeFailure(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return process.env.LOG_LEVEL === 'debug' ? (error.stack ?? error.message) : error.message
}
