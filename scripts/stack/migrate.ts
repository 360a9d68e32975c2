import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

/** The project's own folder, with a slash at the end. */
const PROJECT = fileURLToPath(new URL('../../', import.meta.url))

/**
 * Brings the database at `ownerUrl` to the newest migration, making the database if it is missing.
 *
 * @throws MigrationFailed with what Prisma said.
 */
export async function migrate(ownerUrl: string): Promise<void> {
  const cli = `${PROJECT}node_modules/prisma/build/index.js`
  const env = {
    ...process.env,
    DATABASE_URL: ownerUrl,
    PATH: `${PROJECT}node_modules/.bin:${process.env.PATH}`,
  }
  await promisify(execFile)(process.execPath, [cli, 'migrate', 'deploy'], { cwd: PROJECT, env }).catch(
    (cause) => {
      throw new MigrationFailed(`${cause.stderr}${cause.stdout}`.trim() || cause.message, { cause })
    },
  )
}

/** The database could not be migrated. */
export class MigrationFailed extends Error {
  override readonly name = 'MigrationFailed'

  constructor(said: string, options: ErrorOptions) {
    super(`The database could not be brought up to date:\n${said}`, options)
  }
}
