import { PrismaPg } from '@prisma/adapter-pg'
import { type Prisma, PrismaClient } from './generated/client.ts'

export { isDatabaseUnavailable, sqlStateOf } from './errors.ts'

/** Typed access to the schemas `mirror` and `registry`; what it may do is what the role in its URL may do. */
export type Database = PrismaClient

/** One transaction of a {@link Database}. */
export type Transaction = Prisma.TransactionClient

/** How one process uses the database. */
export type DatabaseOptions = {
  /** Shown in `pg_stat_activity`. */
  readonly name?: string
  /** Most connections at once; further queries wait for one. */
  readonly connections?: number
  /** Longest that one statement, and one whole transaction, may take. */
  readonly timeoutMs?: number
}

/** A caller waits this long for a connection before it hears that there is none. */
const CONNECT_TIMEOUT_MS = 5_000

/**
 * A pool of connections to Postgres; one per process. Nothing connects before the first query, and a connection that
 * breaks is replaced at the next one: a restarted Postgres costs the statements that were running and no more.
 *
 * Statements are cut off on the server as well, so none goes on for a caller who has stopped waiting.
 */
export function createDatabase(url: string, options: DatabaseOptions = {}): Database {
  const { name = 'usher', connections = 10, timeoutMs = 5_000 } = options
  const adapter = new PrismaPg(
    {
      connectionString: url,
      application_name: name,
      max: connections,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      statement_timeout: timeoutMs,
      idle_in_transaction_session_timeout: timeoutMs,
      keepAlive: true,
    },
    { statementNameGenerator: createNames() },
  )
  return new PrismaClient({
    adapter,
    transactionOptions: { maxWait: CONNECT_TIMEOUT_MS, timeout: timeoutMs },
  })
}

/** Statements beyond so many are planned each time; ours are far fewer, but lists of changing length make new ones. */
const MOST_PREPARED = 500

/**
 * Names statements by their text, so that each connection parses and plans them once instead of every time: that
 * halves what the statements of a scan take. An empty name means none.
 */
function createNames(): (query: { readonly sql: string }) => string {
  const names = new Map<string, string>()
  return ({ sql }) => {
    const known = names.get(sql)
    if (known !== undefined) return known
    if (names.size >= MOST_PREPARED) return ''
    const name = `usher_${names.size}`
    names.set(sql, name)
    return name
  }
}
