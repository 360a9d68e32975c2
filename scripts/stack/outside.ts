import pg from 'pg'

/** A part that the operator brings does not do. The message says which, why, and what to do. */
export class OutsideUnusable extends Error {
  override readonly name = 'OutsideUnusable'
}

const TIMEOUT_MS = 10_000
const OLDEST_POSTGRES = 18

/**
 * Makes sure that the operator's database answers and is new enough; a database that does not exist yet is made by
 * the migrations.
 *
 * @throws OutsideUnusable
 */
export async function checkDatabase(url: string): Promise<void> {
  const { host } = new URL(url)
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: TIMEOUT_MS })
  try {
    await client.connect()
    const { rows } = await client.query('SHOW server_version_num')
    const major = Math.floor(Number(rows[0]?.server_version_num) / 10_000)
    if (major < OLDEST_POSTGRES) {
      throw new OutsideUnusable(
        `DATABASE_URL: ${host} is PostgreSQL ${major}; Usher needs ${OLDEST_POSTGRES}.`,
      )
    }
  } catch (error) {
    if (isMissingDatabase(error)) return
    if (error instanceof OutsideUnusable) throw error
    throw new OutsideUnusable(`DATABASE_URL: ${host} does not let us in (${describe(error)}).`, {
      cause: error,
    })
  } finally {
    await client.end().catch(() => {})
  }
}

/** A chain with a factory on it. */
export type ChainPlace = {
  readonly rpcUrl: string
  readonly chainId: number
  readonly factory: string
  /** No event of the factory is in an earlier block. */
  readonly startBlock: number
}

/**
 * Makes sure that the operator's node answers, follows the chain he means if he says so, and knows the factory.
 *
 * @throws OutsideUnusable
 */
export async function checkChain(
  place: Omit<ChainPlace, 'chainId'> & { readonly chainId: number | undefined },
): Promise<ChainPlace> {
  const { rpcUrl, factory } = place
  const chainId = Number(await ask(rpcUrl, 'eth_chainId', []))
  if (place.chainId !== undefined && chainId !== place.chainId) {
    throw new OutsideUnusable(`RPC_URL: the node follows chain ${chainId}, but CHAIN_ID is ${place.chainId}.`)
  }
  if ((await ask(rpcUrl, 'eth_getCode', [factory, 'latest'])) === '0x') {
    throw new OutsideUnusable(`FACTORY_ADDRESS: there is no contract at ${factory} on chain ${chainId}.`)
  }
  return { ...place, chainId }
}

async function ask(url: string, method: string, params: readonly unknown[]): Promise<string> {
  const { host } = new URL(url)
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    const { result, error } = (await response.json()) as { result?: unknown; error?: { message: string } }
    if (typeof result !== 'string') throw new Error(error?.message ?? `status ${response.status}`)
    return result
  } catch (error) {
    throw new OutsideUnusable(
      `RPC_URL: the node at ${host} does not answer ${method} (${describe(error)}).`,
      {
        cause: error,
      },
    )
  }
}

function isMissingDatabase(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code === '3D000'
}

/** The innermost cause says most: `fetch failed` is caused by `connect ECONNREFUSED …`. */
function describe(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(describe).join('; ')
  if (!(error instanceof Error)) return String(error)
  return error.cause ? describe(error.cause) : error.message
}
