import pg from 'pg'
import type { Prisma } from './generated/client.ts'

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
  if (!isKnownRequestError(error)) return isConnectionLost(error)
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
  if (!isKnownRequestError(error)) return undefined
  return (error.meta as { driverAdapterError?: { cause?: DriverCause } } | undefined)?.driverAdapterError
    ?.cause
}

/** By its name, so that whoever asks Postgres without Prisma need not load it to read his own errors. */
function isKnownRequestError(error: unknown): error is Prisma.PrismaClientKnownRequestError {
  return error instanceof Error && error.name === 'PrismaClientKnownRequestError'
}
