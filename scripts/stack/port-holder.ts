import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, readlinkSync, realpathSync } from 'node:fs'
import { findCommand } from './pids.ts'

const LONGEST_COMMAND = 120

/** The number of the process that listens on a port of this machine, as far as we may see it. */
export function findPortHolder(port: number): number | undefined {
  return process.platform === 'linux' ? findInProc(port) : findWithLsof(port)
}

/** A process in words: `process 4711 (node server.js)`. */
export function describeProcess(pid: number | undefined): string {
  if (pid === undefined) return 'a process of another user'
  const command = findCommand(pid)
  return command ? `process ${pid} (${command.slice(0, LONGEST_COMMAND)})` : `process ${pid}`
}

/** Whether a process works in `folder`. */
export function runsIn(pid: number, folder: string): boolean {
  try {
    return realpathSync(`/proc/${pid}/cwd`) === realpathSync(folder)
  } catch {
    return false
  }
}

/** /proc/net/tcp gives the socket's inode, the links in /proc/PID/fd whose it is. */
function findInProc(port: number): number | undefined {
  const sockets = new Set(['tcp', 'tcp6'].flatMap((file) => listListening(file, port)))
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .find((pid) => listLinks(`/proc/${pid}/fd`).some((link) => sockets.has(link)))
}

const LISTENING = '0A'

function listListening(file: string, port: number): readonly string[] {
  const ours = `:${port.toString(16).toUpperCase().padStart(4, '0')}`
  return readText(`/proc/net/${file}`)
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(([, local, , state]) => local?.endsWith(ours) && state === LISTENING)
    .map((fields) => `socket:[${fields[9]}]`)
}

function listLinks(folder: string): readonly string[] {
  try {
    return readdirSync(folder).map((name) => readlinkSync(`${folder}/${name}`))
  } catch {
    // It has ended, or belongs to another user.
    return []
  }
}

function findWithLsof(port: number): number | undefined {
  const { stdout } = spawnSync('lsof', ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-t'], { encoding: 'utf8' })
  return Number.parseInt(stdout ?? '', 10) || undefined
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
