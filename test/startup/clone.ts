import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const project = fileURLToPath(new URL('../../', import.meta.url))

/** A user of this machine. */
export type User = {
  readonly name: string
  readonly uid: number
  readonly gid: number
  readonly home: string
}

/**
 * What a clone of the present state would have, in a folder that only its owner may enter; the packages are hard links
 * to ours, for an install takes minutes.
 */
export function makeClone(owner: User | undefined): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'usher-clone-')))
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: project,
    encoding: 'utf8',
  })
  for (const path of listed.split('\0').filter(Boolean)) cpSync(join(project, path), join(folder, path))
  const linked = spawnSync('cp', ['-al', join(project, 'node_modules'), folder])
  if (linked.status !== 0) execFileSync('cp', ['-a', join(project, 'node_modules'), folder])
  rmSync(join(folder, 'node_modules', '.cache'), { recursive: true, force: true })
  // Folders alone: a hard link has the owner of its original.
  if (owner) {
    const chown = ['chown', `${owner.uid}:${owner.gid}`, '{}', '+']
    execFileSync('find', [folder, '-type', 'd', '-exec', ...chown])
    execFileSync('find', [folder, '-path', '*/node_modules', '-prune', '-o', '-type', 'f', '-exec', ...chown])
  }
  return folder
}

export function removeClone(folder: string): void {
  rmSync(folder, { recursive: true, force: true })
}

/** Adds an ordinary user to this machine, with a home; only root may. */
export function addUser(): User | undefined {
  const name = `usher-test-${process.pid}`
  const home = mkdtempSync(join(tmpdir(), 'usher-home-'))
  const { status } = spawnSync('useradd', ['--home-dir', home, '--shell', '/bin/sh', name])
  if (status !== 0) return undefined
  const id = (flag: string) => Number(execFileSync('id', [flag, name], { encoding: 'utf8' }))
  const user = { name, uid: id('-u'), gid: id('-g'), home }
  execFileSync('chown', [`${user.uid}:${user.gid}`, home])
  return user
}

export function removeUser({ name, home }: User): void {
  spawnSync('userdel', [name])
  rmSync(home, { recursive: true, force: true })
}
