import { readFileSync } from 'node:fs'
import type { Hex } from 'viem'
import { isLoopback } from '#runtime/environment/rules.ts'
import type { Settings } from '#runtime/environment/variables.ts'
import { originOf, readIndexerEnvironment, readServerEnvironment } from '#runtime/environment.ts'
import { createApi } from '../client/api.ts'
import { deployFactory } from '../deploy.ts'
import { setUpDemoOffice } from '../seed/demo-office.ts'
import { type DemoSigners, makeFreshSigners, publishedSigners } from '../seed/demo-signers.ts'
import { type Demo, seedDemo } from '../seed.ts'
import { LOCAL_CHAIN_ID, startChain } from './chain.ts'
import { formatLogLine } from './log-lines.ts'
import { migrate } from './migrate.ts'
import { type ChainPlace, checkChain, checkDatabase } from './outside.ts'
import { buildPages } from './pages.ts'
import type { Parts } from './parts.ts'
import { claimPort } from './ports.ts'
import type { Postgres } from './postgres.ts'
import { type Mode, startIndexer, startWeb } from './processes.ts'
import { type ProcessUrls, provideLogins } from './roles.ts'
import type { Secrets } from './secrets.ts'
import { trustCertificate } from './trust-certificate.ts'

/** Everything that runs, and where. */
export type Stack = ChainPlace & {
  /** Where people reach the pages. */
  readonly origin: string
  /** The database as its owner: for tests and tools, no process of ours runs with it. */
  readonly ownerUrl: string
  /** Who is who on the local chain; undefined on another. */
  readonly demo: Demo | undefined
}

export type StackPlan = {
  /** The project's folder. */
  readonly project: string
  /** The machine's environment, our variables among it; `settings` is what they come to. */
  readonly env: NodeJS.ProcessEnv
  readonly settings: Settings
  readonly mode: Mode
  /** Starts the embedded database, when there is no DATABASE_URL. */
  readonly openPostgres: () => Promise<Postgres>
  /** What the local chain's accounts are made from; without it they are those that everybody knows. */
  readonly demoSeed?: Hex | undefined
  /** Where the local chain listens, when there is no RPC_URL. */
  readonly findChainPort: () => Promise<number>
  /** The local chain's secrets, when none are set. */
  readonly localSecrets: () => Secrets
  /** Hears a sentence after each step. */
  readonly say: (sentence: string) => void
  /** Hears the parts' logs, line by line, the part's name in front. */
  readonly log: (line: string) => void
}

type Chain = ChainPlace & { readonly demo: Demo | undefined }

/**
 * Starts everything that the settings do not replace by something of the operator's, the web server last. The parts
 * go into `parts` as they come up: whoever gives up stops them there.
 *
 * @throws an error whose message is for the terminal: what does not work, and what to do
 */
export async function startStack(plan: StackPlan, parts: Parts): Promise<Stack> {
  const brokenBefore = parts.broken.then((what) => Promise.reject(new PartBroken(what)))
  return Promise.race([startInOrder(plan, parts), brokenBefore])
}

/** A part ended before all were up. */
export class PartBroken extends Error {
  override readonly name = 'PartBroken'
}

async function startInOrder(plan: StackPlan, parts: Parts): Promise<Stack> {
  const { settings, say } = plan
  await claimPort(settings.HOST, settings.PORT, plan)
  const [database, chain] = await Promise.all([
    openDatabase(plan, parts),
    openChain(plan, parts),
    plan.mode === 'production' ? buildOnce(plan, parts) : undefined,
  ])
  if (settings.TLS_CERT_FILE) trustCertificate(readFileSync(settings.TLS_CERT_FILE, 'utf8'))
  const localUrl = await startProcesses(plan, parts, chain, database)
  const origin = originOf(settings)
  if (chain.demo) await setUpDemoOffice(createApi(localUrl, origin), chain.demo.events, signersOf(plan))
  say(`Web server on ${origin}`)
  return { ...chain, origin, ownerUrl: database.ownerUrl }
}

type Database = ProcessUrls & { readonly ownerUrl: string }

async function openDatabase({ settings, openPostgres, say }: StackPlan, parts: Parts): Promise<Database> {
  const { DATABASE_URL, SERVER_DATABASE_URL: serverUrl, INDEXER_DATABASE_URL: indexerUrl } = settings
  if (DATABASE_URL) await checkDatabase(DATABASE_URL)
  const ownerUrl = DATABASE_URL ?? (await parts.add(openPostgres())).url
  await migrate(ownerUrl)
  const urls = serverUrl && indexerUrl ? { serverUrl, indexerUrl } : await provideLogins(ownerUrl)
  say(`${DATABASE_URL ? 'Your' : 'Embedded'} PostgreSQL on ${new URL(ownerUrl).host}, migrated`)
  return { ...urls, ownerUrl }
}

async function openChain(plan: StackPlan, parts: Parts): Promise<Chain> {
  const { RPC_URL, FACTORY_ADDRESS, FACTORY_START_BLOCK, CHAIN_ID } = plan.settings
  if (!RPC_URL || !FACTORY_ADDRESS || FACTORY_START_BLOCK === undefined) return openLocalChain(plan, parts)
  const place = await checkChain({
    rpcUrl: RPC_URL,
    factory: FACTORY_ADDRESS,
    startBlock: FACTORY_START_BLOCK,
    chainId: CHAIN_ID,
  })
  plan.say(`Chain ${place.chainId} through ${new URL(RPC_URL).host}, factory ${place.factory}`)
  return { ...place, demo: undefined }
}

async function openLocalChain(plan: StackPlan, parts: Parts): Promise<Chain> {
  const { demoSeed, findChainPort, say } = plan
  const signers = signersOf(plan)
  const keys = [...signers.accounts.map(({ privateKey }) => privateKey), signers.relayerKey]
  const port = await findChainPort()
  const { rpcUrl } = await parts.add(startChain({ port, ...(demoSeed && { keys }) }))
  const { factory, startBlock } = await deployFactory({ rpcUrl })
  const demo = await seedDemo({ rpcUrl, factory, startedAt: new Date(), signers })
  say(`Local chain on ${rpcUrl}, ${demo.events.length} demo events on it`)
  return { rpcUrl, chainId: LOCAL_CHAIN_ID, factory, startBlock: Number(startBlock), demo }
}

/** Who signs on the local chain, should there be one. */
function signersOf({ demoSeed }: StackPlan): DemoSigners {
  return demoSeed ? makeFreshSigners(demoSeed) : publishedSigners
}

async function buildOnce({ project, say, log }: StackPlan, parts: Parts): Promise<void> {
  const startedAt = Date.now()
  const built = await buildPages(parts, project, (line) => log(formatLogLine('build', line)))
  say(built ? `Pages built in ${Math.round((Date.now() - startedAt) / 1000)} s` : 'Pages as built before')
}

/** Starts indexer and web server; answers where the latter is on this machine. */
async function startProcesses(
  plan: StackPlan,
  parts: Parts,
  chain: Chain,
  database: Database,
): Promise<string> {
  const { project, mode, settings, log } = plan
  const shared = toProcessEnvironment(plan, chain)
  const indexerEnv = {
    ...shared,
    INDEXER_DATABASE_URL: database.indexerUrl,
    SERVER_DATABASE_URL: '',
    RELAYER_PRIVATE_KEY: '',
  }
  const serverEnv = { ...shared, SERVER_DATABASE_URL: database.serverUrl, INDEXER_DATABASE_URL: '' }
  // What the processes would refuse is better refused here, in one message.
  readIndexerEnvironment(indexerEnv)
  readServerEnvironment(serverEnv)
  const part = (name: string, env: NodeJS.ProcessEnv) => ({
    ...{ project, mode, env },
    onLine: (line: string) => log(formatLogLine(name, line)),
  })
  await parts.add(startIndexer(part('indexer', indexerEnv)))
  // a certificate is for the name that people use
  const localUrl = settings.TLS_CERT_FILE
    ? originOf(settings)
    : `http://${toLocalHost(settings.HOST)}:${settings.PORT}`
  await parts.add(startWeb({ ...part('web', serverEnv), origin: localUrl }))
  return localUrl
}

/** By which name this machine reaches an interface of its own. */
function toLocalHost(host: string): string {
  if (isLoopback(host) || host === '0.0.0.0' || host === '::') return 'localhost'
  return host.includes(':') ? `[${host}]` : host
}

/** What both processes read. Empty counts as none, and keeps a .env file from filling it in. */
function toProcessEnvironment(plan: StackPlan, chain: Chain): NodeJS.ProcessEnv {
  const { env, settings, localSecrets } = plan
  const isLocal = chain.demo !== undefined
  const { ACCESS_TOKEN_SECRET, REFRESH_TOKEN_SECRET } = settings
  const secrets =
    ACCESS_TOKEN_SECRET && REFRESH_TOKEN_SECRET
      ? { ACCESS_TOKEN_SECRET, REFRESH_TOKEN_SECRET }
      : localSecrets()
  return {
    ...env,
    ...secrets,
    HOST: settings.HOST,
    PORT: String(settings.PORT),
    // The owner's rights stay with the start.
    DATABASE_URL: '',
    RPC_URL: chain.rpcUrl,
    // The local chain has both on one port.
    RPC_WS_URL: isLocal ? chain.rpcUrl.replace(/^http/, 'ws') : settings.RPC_WS_URL,
    CHAIN_ID: String(chain.chainId),
    FACTORY_ADDRESS: chain.factory,
    FACTORY_START_BLOCK: String(chain.startBlock),
    LOCAL_CHAIN: isLocal ? (plan.demoSeed ? 'fresh' : '1') : '',
    RELAYER_PRIVATE_KEY: settings.RELAYER_PRIVATE_KEY ?? (isLocal ? signersOf(plan).relayerKey : ''),
  }
}
