import pg from 'pg'

/** A table of the mirror, and what tells its rows apart. */
type Table = { readonly name: string; readonly key: readonly string[]; readonly hasChainId: boolean }

/** Rows that are carried over at a time. */
const CHUNK = 5_000

/** Not compared: the journal is numbered anew, and when a node last confirmed the head is the live mirror's own affair. */
const APART = new Set(['journal', 'chain'])

/** How many blocks are kept that may be undone differs by when they were first seen; it says nothing of what is right. */
const KEPT_TO_UNDO = 'block'

/**
 * Makes the live mirror of a chain equal to the one beside it, in one transaction that changes no row that is right
 * already; answers in which tables how many rows were not. Undefined, and nothing done, when the two mirrors are not at
 * the same block.
 *
 * @param beside a connection to the database with the new mirror, which nobody writes meanwhile
 * @param live a connection of the live database's owner
 */
export async function swapMirror(
  beside: pg.Client,
  live: pg.Client,
  chainId: number,
): Promise<readonly string[] | undefined> {
  const tables = await findTables(live)
  for (const { name } of tables) await carry(beside, live, name)
  await live.query('BEGIN')
  try {
    const changed = await write(live, tables, chainId)
    await live.query(changed ? 'COMMIT' : 'ROLLBACK')
    return changed
  } catch (error) {
    await live.query('ROLLBACK')
    throw error
  }
}

async function write(
  live: pg.Client,
  tables: readonly Table[],
  chainId: number,
): Promise<readonly string[] | undefined> {
  // The indexer writes only while it holds this row.
  const { rows: old } = await live.query(
    'SELECT block_hash FROM mirror.chain WHERE chain_id = $1 FOR UPDATE',
    [chainId],
  )
  const { rows: next } = await live.query('SELECT block_hash FROM pg_temp.next_chain')
  if (old[0] && !next[0]?.block_hash.equals(old[0].block_hash)) return undefined
  await live.query(
    `SELECT set_config('usher.chain_id', $1, true), set_config('usher.block_number', 'final', true)`,
    [String(chainId)],
  )

  const changed: string[] = []
  for (const table of tables.filter(({ name }) => !APART.has(name))) {
    const count = await replaceDiffering(live, table, chainId)
    if (count > 0 && table.name !== KEPT_TO_UNDO) changed.push(`${count} of ${table.name}`)
  }
  await live.query('DELETE FROM mirror.journal WHERE chain_id = $1', [chainId])
  await live.query(`
    INSERT INTO mirror.journal (chain_id, block_number, relation, key, before)
    SELECT chain_id, block_number, relation, key, before FROM pg_temp.next_journal ORDER BY journal_id`)
  await live.query(`
    INSERT INTO mirror.chain SELECT * FROM pg_temp.next_chain
    ON CONFLICT (chain_id) DO UPDATE SET
      origin_hash = excluded.origin_hash, factory = excluded.factory, start_block = excluded.start_block,
      block_timestamp = excluded.block_timestamp, finalized_number = excluded.finalized_number`)
  return changed
}

async function findTables(live: pg.Client): Promise<readonly Table[]> {
  const { rows } = await live.query<Table>(`
    SELECT relation.relname AS name,
      array_agg(attribute.attname::text ORDER BY attribute.attnum) AS key,
      EXISTS (
        SELECT FROM pg_attribute WHERE attrelid = relation.oid AND attname = 'chain_id' AND NOT attisdropped
      ) AS "hasChainId"
    FROM pg_class AS relation
    JOIN pg_index AS index ON index.indrelid = relation.oid AND index.indisprimary
    JOIN pg_attribute AS attribute ON attribute.attrelid = relation.oid AND attribute.attnum = ANY (index.indkey)
    WHERE relation.relnamespace = 'mirror'::regnamespace AND relation.relkind = 'r'
    GROUP BY relation.oid`)
  return rows
}

/** Copies a table into a temporary one of the live connection. */
async function carry(beside: pg.Client, live: pg.Client, name: string): Promise<void> {
  const table = pg.escapeIdentifier(name)
  const next = nextOf(name)
  await live.query(`DROP TABLE IF EXISTS ${next}`)
  await live.query(`CREATE TEMPORARY TABLE ${next.replace('pg_temp.', '')} (LIKE mirror.${table})`)
  await beside.query('BEGIN')
  await beside.query(`DECLARE rows CURSOR FOR SELECT to_jsonb(row) AS row FROM mirror.${table} AS row`)
  for (;;) {
    const { rows } = await beside.query(`FETCH ${CHUNK} FROM rows`)
    if (rows.length === 0) break
    await live.query(
      `INSERT INTO ${next} SELECT * FROM jsonb_populate_recordset(NULL::mirror.${table}, $1::jsonb)`,
      [JSON.stringify(rows.map(({ row }) => row))],
    )
  }
  await beside.query('COMMIT')
  await live.query(`ANALYZE ${next}`)
}

/** Removes the rows of this chain that are not in the new mirror as they are, adds those that are missing then. */
async function replaceDiffering(
  live: pg.Client,
  { name, key, hasChainId }: Table,
  chainId: number,
): Promise<number> {
  const table = `mirror.${pg.escapeIdentifier(name)}`
  const sameKey = key.map((column) => `next.${column} = old.${column}`).join(' AND ')
  // An event's key begins with its chain's id.
  const isOfChain = hasChainId
    ? 'old.chain_id = $1'
    : 'substring(old.event_id FROM 1 FOR 8) = int8send($1::bigint)'
  const removed = await live.query(
    `DELETE FROM ${table} AS old
     WHERE ${isOfChain}
       AND NOT EXISTS (SELECT FROM ${nextOf(name)} AS next WHERE ${sameKey} AND to_jsonb(next) = to_jsonb(old))`,
    [chainId],
  )
  const added = await live.query(
    `INSERT INTO ${table}
     SELECT next.* FROM ${nextOf(name)} AS next
     WHERE NOT EXISTS (SELECT FROM ${table} AS old WHERE ${sameKey})`,
  )
  return Math.max(removed.rowCount ?? 0, added.rowCount ?? 0)
}

function nextOf(name: string): string {
  return `pg_temp.${pg.escapeIdentifier(`next_${name}`)}`
}
