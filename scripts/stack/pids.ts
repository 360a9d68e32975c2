import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** The command line of a living process, or undefined when there is none or it may not be looked at. */
export function findCommand(pid: number): string | undefined {
  if (process.platform === 'linux') {
    return readProc(pid, 'cmdline')?.replaceAll('\0', ' ').trim()
  }
  return ask('command', pid)
}

/**
 * Tells a living process from a later one with the same number: the number and when it started. Undefined when it has
 * ended, whether or not its parent has taken note.
 */
export function identify(pid: number): string | undefined {
  if (process.platform === 'linux') {
    const fields = readStat(pid)
    return fields === undefined || fields[0] === 'Z' ? undefined : `${pid}@${fields[19]}`
  }
  const startedAt = ask('lstart', pid)
  return startedAt && `${pid}@${startedAt}`
}

/** The number of the process that started this one, or whoever has adopted it. */
export function findParent(pid: number): number | undefined {
  const parent = process.platform === 'linux' ? readStat(pid)?.[1] : ask('ppid', pid)
  return Number(parent) || undefined
}

/** The fields of /proc/PID/stat from the third on, the state: the name before it may hold anything. */
function readStat(pid: number): readonly string[] | undefined {
  return readProc(pid, 'stat')?.split(') ').at(-1)?.split(' ')
}

function ask(field: string, pid: number): string | undefined {
  const { stdout, status } = spawnSync('ps', ['-p', String(pid), '-o', `${field}=`], { encoding: 'utf8' })
  return status === 0 ? stdout.trim() : undefined
}

function readProc(pid: number, file: string): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8') || undefined
  } catch {
    return undefined
  }
}
