import pg from 'pg'

/** The right to write the mirror of one chain, held by a connection of its own. */
export type WriterLock = {
  /** Aborted when the connection breaks: from then on another indexer may hold the right. */
  readonly lost: AbortSignal
  release(): Promise<void>
}

/** Who waits for the right, and until when. */
export type Waiting = {
  /** Hears, at once, that another indexer writes. */
  readonly onOther: () => void
  /** Ends the wait. */
  readonly signal: AbortSignal
}

/**
 * Becomes the one indexer that writes the mirror of this chain, at once or as soon as the one that is has ended, however it
 * ends: Postgres gives the right to who waits for it. Undefined when the signal came first.
 *
 * The lock chooses who works, so that two do not undo each other's progress. What keeps the mirror right even if both
 * should write is the store, which refuses whoever builds on another tip than there is.
 *
 * @throws what `pg` throws when the database cannot be reached, or no longer
 */
export async function takeWriterLock(
  databaseUrl: string,
  chainId: number,
  { onOther, signal }: Waiting,
): Promise<WriterLock | undefined> {
  const client = new pg.Client({
    connectionString: databaseUrl,
    application_name: 'usher-indexer-lock',
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
    // One who is killed while he waits must not be given the right: Postgres looks whether he is still there.
    options: '-c client_connection_check_interval=1s',
  })
  const lost = new AbortController()
  // Without a listener a broken connection would end the process.
  client.on('error', () => lost.abort())
  client.on('end', () => lost.abort())
  const end = () => void client.end().catch(() => {})
  try {
    await client.connect()
    // not sooner: what is ended while it connects never says how that went
    signal.addEventListener('abort', end)
    if (signal.aborted) end()
    if (!(await take(client, 'pg_try_advisory_lock', chainId))) {
      onOther()
      await take(client, 'pg_advisory_lock', chainId)
    }
    if (!signal.aborted) return { lost: lost.signal, release: () => client.end() }
  } catch (error) {
    await client.end().catch(() => {})
    if (!signal.aborted) throw error
  } finally {
    signal.removeEventListener('abort', end)
  }
  return undefined
}

async function take(
  client: pg.Client,
  take: 'pg_try_advisory_lock' | 'pg_advisory_lock',
  chainId: number,
): Promise<boolean> {
  const { rows } = await client.query(`SELECT ${take}(hashtextextended($1, 0)) AS taken`, [
    `usher.indexer/${chainId}`,
  ])
  return rows[0]?.taken !== false
}
