import pg from 'pg'

/** A statement by its name, under which each connection keeps its plan. The same name always means the same text. */
export type Statement = { readonly name: string; readonly text: string }

/** Connections of their own for few statements that run all the time. */
export type StatementPool = {
  readonly run: <Row>(statement: Statement, values: readonly unknown[]) => Promise<readonly Row[]>
  readonly close: () => Promise<void>
}

export type StatementPoolOptions = {
  /** Shown in `pg_stat_activity`. */
  readonly name: string
  readonly connections: number
  /** Longest that one statement may take. */
  readonly timeoutMs: number
  /** Longest to wait for a connection; as long as for a statement unless given. */
  readonly connectMs?: number
}

/**
 * Every look-up of these statements is by key. A plan that was made while a table was empty would go on reading the
 * whole of it when it is full, so plans that do so are made to look dear; then one plan is right for all values.
 */
const BY_KEY_ONLY = {
  enable_seqscan: 'off',
  enable_hashjoin: 'off',
  enable_mergejoin: 'off',
  jit: 'off',
  plan_cache_mode: 'force_generic_plan',
} as const

/** What a statement has answered is on disk, whatever the database is set to for others. */
const DURABLE = { synchronous_commit: 'on' } as const

/**
 * Opens a pool on `pg` itself: for what runs once per scan, what a client library adds costs more than the statement.
 * Nothing connects before the first statement; a connection that breaks is replaced at the next.
 */
export function createStatementPool(
  url: string,
  { name, connections, timeoutMs, connectMs = timeoutMs }: StatementPoolOptions,
): StatementPool {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: name,
    max: connections,
    connectionTimeoutMillis: connectMs,
    statement_timeout: timeoutMs,
    idleTimeoutMillis: 0,
    keepAlive: true,
    options: Object.entries({ ...BY_KEY_ONLY, ...DURABLE })
      .map(([setting, value]) => `-c ${setting}=${value}`)
      .join(' '),
  })
  // a connection that breaks while nobody uses it: the next statement gets another
  pool.on('error', () => {})
  return {
    run: async (statement, values) => (await pool.query({ ...statement, values: [...values] })).rows,
    close: () => pool.end(),
  }
}
