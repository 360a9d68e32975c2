import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { Prisma, PrismaClient } from './generated/client.ts'

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

/** Postgres' own code of what went wrong (SQLSTATE, five characters), or undefined if Postgres did not answer. */
export function sqlStateOf(error: unknown): string | undefined {
  const code = error instanceof pg.DatabaseError ? error.code : causeOf(error)?.originalCode
  return typeof code === 'string' ? code : undefined
}

/**
 * Whether an error says that the database cannot be used now rather than that the query is wrong: it is down, going
 * down or coming up, has no connection left, or did not answer in time. Trying again later may succeed.
 */
export function isDatabaseUnavailable(error: unknown): boolean {
  if (error instanceof pg.DatabaseError) return UNAVAILABLE_STATE.test(error.code ?? '')
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return isConnectionLost(error)
  const kind = causeOf(error)?.kind
  if (typeof kind === 'string' && UNAVAILABLE_KINDS.has(kind)) return true
  // P2024 and P2028: no connection, or no end of the transaction, in time.
  return ['P2024', 'P2028'].includes(error.code) || UNAVAILABLE_STATE.test(sqlStateOf(error) ?? '')
}

function isConnectionLost(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { code } = error as NodeJS.ErrnoException
  return CONNECTION_LOST.has(error.message) || (code !== undefined && UNREACHABLE.has(code))
}

/** Connection exceptions, insufficient resources, operator intervention, system errors. */
const UNAVAILABLE_STATE = /^(08|53|57|58)/

/** What the system says when nobody answers at the database's address, or does no more. */
const UNREACHABLE = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENOTFOUND'])

const UNAVAILABLE_KINDS = new Set([
  'DatabaseNotReachable',
  'ConnectionClosed',
  'SocketTimeout',
  'TooManyConnections',
])

/** What `pg` says of a connection that broke between two statements: plain errors with nothing but these words. */
const CONNECTION_LOST = new Set([
  'Client has encountered a connection error and is not queryable',
  'Client was closed and is not queryable',
  'Connection terminated',
  'Connection terminated unexpectedly',
  'Connection terminated due to connection timeout',
  'timeout exceeded when trying to connect',
  'timeout expired',
])

type DriverCause = { readonly kind?: unknown; readonly originalCode?: unknown }

function causeOf(error: unknown): DriverCause | undefined {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return undefined
  return (error.meta as { driverAdapterError?: { cause?: DriverCause } } | undefined)?.driverAdapterError
    ?.cause
}
