import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'

/** How each process reaches the database: with the rights of its own role, never with the owner's. */
export type ProcessUrls = { readonly serverUrl: string; readonly indexerUrl: string }

type Login = { readonly name: string; readonly group: string }

const SERVER: Login = { name: 'usher_server_login', group: 'usher_server' }
const INDEXER: Login = { name: 'usher_indexer_login', group: 'usher_indexer' }

/** Roles belong to the whole cluster: several starts may change the same one at the same moment. */
const ATTEMPTS = 10
const CONCURRENT_CHANGE = new Set(['23505', '42710', 'XX000', '40001'])

/**
 * Gives the server and the indexer a login of their own, members of the roles that the migrations made. The
 * passwords follow from the owner's, so that every start against one cluster comes to the same ones and none is kept.
 *
 * @throws RolesMissing, with the SQL for an administrator, when the owner may not make roles or has no password.
 */
export async function provideLogins(ownerUrl: string): Promise<ProcessUrls> {
  const serverUrl = await provideLogin(ownerUrl, SERVER)
  const indexerUrl = await provideLogin(ownerUrl, INDEXER)
  return { serverUrl, indexerUrl }
}

/** The database has no login for our processes and we cannot make it. The message says what to do. */
export class RolesMissing extends Error {
  override readonly name = 'RolesMissing'

  constructor(reason: string, options?: ErrorOptions) {
    const create = ({ name, group }: Login) => `  CREATE ROLE ${name} LOGIN PASSWORD '…' IN ROLE ${group};`
    super(
      `Usher could not make the database logins of its processes: ${reason}.\n` +
        `Let an administrator run, with passwords of your choice:\n${create(SERVER)}\n${create(INDEXER)}\n` +
        'and set SERVER_DATABASE_URL and INDEXER_DATABASE_URL to the same database with these logins.',
      options,
    )
  }
}

async function provideLogin(ownerUrl: string, login: Login): Promise<string> {
  const url = new URL(ownerUrl)
  if (!url.password) throw new RolesMissing('DATABASE_URL has no password to derive theirs from')
  const password = createHmac('sha256', decodeURIComponent(url.password))
    .update(login.name)
    .digest('base64url')
  url.username = login.name
  url.password = password
  if (await isReady(url.href, login)) return url.href

  const statements = [
    `DO $$ BEGIN CREATE ROLE ${login.name} LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$`,
    // A verifier instead of the password: statements may be logged.
    `ALTER ROLE ${login.name} LOGIN PASSWORD '${toScramVerifier(password)}'`,
    `GRANT ${login.group} TO ${login.name}`,
  ]
  await changeRoles(ownerUrl, statements)
  return url.href
}

async function isReady(url: string, { group }: Login): Promise<boolean> {
  const client = new pg.Client({ connectionString: url })
  try {
    await client.connect()
    const { rows } = await client.query('SELECT pg_has_role($1, $2) AS member', [group, 'member'])
    return rows[0]?.member === true
  } catch (error) {
    // 28…: no such login or another password; anything else the owner's connection will tell.
    if (error instanceof pg.DatabaseError) return false
    throw error
  } finally {
    await client.end()
  }
}

async function changeRoles(ownerUrl: string, statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    for (const statement of statements) await retryWhileConcurrent(() => client.query(statement))
  } catch (cause) {
    if ((cause as pg.DatabaseError).code !== '42501') throw cause
    throw new RolesMissing((cause as Error).message, { cause })
  } finally {
    await client.end()
  }
}

async function retryWhileConcurrent(change: () => Promise<unknown>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await change()
      return
    } catch (error) {
      const { code } = error as pg.DatabaseError
      if (attempt === ATTEMPTS || !code || !CONCURRENT_CHANGE.has(code)) throw error
      await wait(20 * attempt)
    }
  }
}

/** What PostgreSQL keeps of a password (RFC 5802, RFC 7677): `SCRAM-SHA-256$iterations:salt$storedKey:serverKey`. */
function toScramVerifier(password: string): string {
  const iterations = 4096
  const salt = randomBytes(16)
  const salted = pbkdf2Sync(password, salt, iterations, 32, 'sha256')
  const keyed = (label: string) => createHmac('sha256', salted).update(label).digest()
  const storedKey = createHash('sha256').update(keyed('Client Key')).digest('base64')
  const serverKey = keyed('Server Key').toString('base64')
  return `SCRAM-SHA-256$${iterations}:${salt.toString('base64')}$${storedKey}:${serverKey}`
}
