import { isLoopback, type Problem } from '#runtime/environment/rules.ts'
import type { Settings } from '#runtime/environment/variables.ts'
import { EnvironmentInvalid, readSettings, type Source } from '#runtime/environment.ts'

/** Whose accounts are on a local chain: Hardhat's, whose keys everybody knows, or new ones. */
export type LocalAccounts = 'published' | 'fresh'

/**
 * Reads the variables as whoever starts everything needs them: what one of them demands of the others is there too.
 *
 * @throws EnvironmentInvalid naming every variable that is wrong or missing
 */
export function readStartSettings(source: Source, accounts: LocalAccounts = 'published'): Settings {
  const settings = readSettings(source)
  const problems = [
    ...(settings.LOCAL_CHAIN ? [{ name: 'LOCAL_CHAIN', sentence: 'is set by `npm start` alone' }] : []),
    ...(settings.RPC_URL ? findMissingForChain(settings) : findWrongForLocalChain(settings, accounts)),
    ...findMissingForDatabase(settings),
  ]
  if (problems.length > 0) throw new EnvironmentInvalid(problems)
  return settings
}

function* findMissingForChain(settings: Settings): Generator<Problem> {
  for (const name of ['FACTORY_ADDRESS', 'FACTORY_START_BLOCK'] as const) {
    if (settings[name] !== undefined) continue
    yield {
      name,
      sentence: 'must be set with RPC_URL: node scripts/deploy.ts deploys a factory and prints it',
    }
  }
  for (const name of ['ACCESS_TOKEN_SECRET', 'REFRESH_TOKEN_SECRET'] as const) {
    if (settings[name] !== undefined) continue
    yield { name, sentence: 'must be set on any chain but the local one: openssl rand -base64 48' }
  }
}

function* findWrongForLocalChain(settings: Settings, accounts: LocalAccounts): Generator<Problem> {
  for (const name of [
    'FACTORY_ADDRESS',
    'FACTORY_START_BLOCK',
    'RPC_WS_URL',
    'SECOND_RPC_URL',
    'PAGES_RPC_URL',
  ] as const) {
    if (settings[name] === undefined) continue
    yield { name, sentence: 'must come with RPC_URL: without it the chain is a new one of ours' }
  }
  if (accounts === 'published' && !isLoopback(settings.HOST)) {
    yield {
      name: 'HOST',
      sentence:
        'must be the loopback interface, 127.0.0.1, on the local chain: everybody knows its accounts’ keys. For phones on the same network: npm start -- --lan',
    }
  }
}

function* findMissingForDatabase(settings: Settings): Generator<Problem> {
  const { DATABASE_URL, SERVER_DATABASE_URL: server, INDEXER_DATABASE_URL: indexer } = settings
  if ((server || indexer) && !DATABASE_URL) {
    yield {
      name: 'DATABASE_URL',
      sentence: 'must be set with the processes’ own: the migrations run as the owner',
    }
  }
  if (server && !indexer)
    yield { name: 'INDEXER_DATABASE_URL', sentence: 'must be set with SERVER_DATABASE_URL' }
  if (indexer && !server)
    yield { name: 'SERVER_DATABASE_URL', sentence: 'must be set with INDEXER_DATABASE_URL' }
}
