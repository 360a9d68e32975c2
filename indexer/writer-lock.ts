import pg from 'pg'

/** The right to write the mirror of one chain, held by a connection of its own. */
export type WriterLock = {
  /** Aborted when the connection breaks: from then on another indexer may hold the right. */
  readonly lost: AbortSignal
  release(): Promise<void>
}

/**
 * Tries to become the one indexer that writes the mirror of this chain; undefined while another one is.
 *
 * The lock chooses who works, so that two do not undo each other's progress. What keeps the mirror right even if both
 * should write is the store, which refuses whoever builds on another tip than there is.
 *
 * @throws what `pg` throws when the database cannot be reached
 */
export async function tryWriterLock(databaseUrl: string, chainId: number): Promise<WriterLock | undefined> {
  const client = new pg.Client({
    connectionString: databaseUrl,
    application_name: 'usher-indexer-lock',
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
  })
  const lost = new AbortController()
  // Without a listener a broken connection would end the process.
  client.on('error', () => lost.abort())
  client.on('end', () => lost.abort())
  try {
    await client.connect()
    const { rows } = await client.query('SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS taken', [
      `usher.indexer/${chainId}`,
    ])
    if (rows[0]?.taken === true) return { lost: lost.signal, release: () => client.end() }
    await client.end()
    return undefined
  } catch (error) {
    await client.end().catch(() => {})
    throw error
  }
}
