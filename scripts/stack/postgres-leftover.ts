import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { findCommand, identify } from './pids.ts'
import type { PostgresHome } from './postgres-home.ts'

/** How long an earlier run that is ending may take. */
const GIVEN_BACK_WITHIN_MS = 5000

/**
 * Makes the cluster ours: refuses when another living process of Usher has it and does not give it back, stops a server that outlived its
 * owner (after kill -9), removes the pid file that one left behind which was killed as well.
 *
 * @throws ClusterInUse while its owner lives.
 */
export async function takeOver(home: PostgresHome): Promise<void> {
  const ownerFile = join(home.root, 'owner')
  const deadline = Date.now() + GIVEN_BACK_WITHIN_MS
  for (let owner = findOwner(ownerFile); owner !== undefined; owner = findOwner(ownerFile)) {
    if (Date.now() > deadline) throw new ClusterInUse(owner)
    await wait(100)
  }
  writeFileSync(ownerFile, identify(process.pid) ?? '')

  const pidFile = join(home.data, 'postmaster.pid')
  const pid = Number(readText(pidFile)?.split('\n')[0])
  if (!pid) return
  if (isServerOf(home, pid)) await endServer(home, pid)
  // Whatever process has that number now, it is no server of this cluster.
  rmSync(pidFile, { force: true })
}

/** Gives the cluster back after its server has ended. */
export function giveBack(home: PostgresHome): void {
  rmSync(join(home.root, 'owner'), { force: true })
}

export class ClusterInUse extends Error {
  override readonly name = 'ClusterInUse'

  constructor(owner: number) {
    super(
      `The embedded PostgreSQL of this folder is in use by process ${owner}. Is Usher already running here?`,
    )
  }
}

/** The process that has the cluster, if it lives and is another than this one. */
function findOwner(file: string): number | undefined {
  const owner = readText(file)?.trim()
  const pid = Number(owner?.split('@')[0])
  return owner && pid !== process.pid && identify(pid) === owner ? pid : undefined
}

function isServerOf(home: PostgresHome, pid: number): boolean {
  return findCommand(pid)?.includes(`-D ${home.data}`) ?? false
}

async function endServer(home: PostgresHome, pid: number): Promise<void> {
  // Fast shutdown first, then immediate, then by force: the write-ahead log makes each of them safe.
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    process.kill(pid, signal)
    for (let turn = 0; turn < 80; turn++) {
      if (!isServerOf(home, pid)) return
      await wait(100)
    }
  }
  throw new Error(`The PostgreSQL that an earlier run left behind (process ${pid}) does not end.`)
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}
