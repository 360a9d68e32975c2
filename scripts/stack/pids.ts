import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** The command line of a living process, or undefined when there is none or it may not be looked at. */
export function findCommand(pid: number): string | undefined {
  if (process.platform === 'linux') {
    return readProc(pid, 'cmdline')?.replaceAll('\0', ' ').trim()
  }
  const { stdout, status } = spawnSync('ps', ['-p', String(pid), '-o', 'command='], { encoding: 'utf8' })
  return status === 0 ? stdout.trim() : undefined
}

/**
 * Tells a living process from a later one with the same number: the number and when it started. Undefined when it has
 * ended, whether or not its parent has taken note.
 */
export function identify(pid: number): string | undefined {
  if (process.platform === 'linux') {
    // The name in parentheses may hold anything; the state is the first field after it, the start time the 20th.
    const fields = readProc(pid, 'stat')?.split(') ').at(-1)?.split(' ')
    return fields === undefined || fields[0] === 'Z' ? undefined : `${pid}@${fields[19]}`
  }
  const { stdout, status } = spawnSync('ps', ['-p', String(pid), '-o', 'lstart='], { encoding: 'utf8' })
  return status === 0 ? `${pid}@${stdout.trim()}` : undefined
}

function readProc(pid: number, file: string): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8') || undefined
  } catch {
    return undefined
  }
}
