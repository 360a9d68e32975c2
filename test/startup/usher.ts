import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readlinkSync, statSync } from 'node:fs'
import { delimiter } from 'node:path'
import { findCommand } from '#scripts/stack/pids.ts'
import { until } from '../setup/until.ts'
import type { User } from './clone.ts'

/** `npm start` in a terminal of its own. */
export type Usher = {
  readonly url: string
  /** What it has printed so far. */
  output(): string
  /** Waits until it says that it is ready. */
  becomeReady(): Promise<void>
  /** As Ctrl-C in its terminal does: the signal goes to every process there. */
  pressCtrlC(): void
  /** Waits for its end and answers its exit code, null after Ctrl-C: npm then ends by the same signal. */
  end(): Promise<number | null>
}

const READY_WITHIN_SECONDS = 240

export function startUsher(folder: string, port: number, user: User | undefined): Usher {
  const child = spawn('npm', ['start'], {
    cwd: folder,
    env: { ...machineEnvironment(user), PORT: String(port) },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(user && { uid: user.uid, gid: user.gid }),
  })
  const printed: string[] = []
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => printed.push(text))
  }
  const output = () => printed.join('')
  const ended = once(child, 'close').then(([code]) => code as number | null)
  return {
    url: `http://localhost:${port}`,
    output,
    becomeReady: () => waitUntilReady(child, output),
    pressCtrlC: () => void process.kill(-(child.pid as number), 'SIGINT'),
    end: () => ended,
  }
}

/** The numbers of the processes that work in the clone or run anything of it, whose commands match. */
export function listProcesses(folder: string, pattern = /./): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      const command = findCommand(pid) ?? ''
      return pattern.test(command) && (command.includes(folder) || findWorkingFolder(pid) === folder)
    })
}

/** The numbers of all processes of a user. */
export function listProcessesOf({ uid }: User): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && isOwnedBy(name, uid))
    .map(Number)
    .filter((pid) => findCommand(pid) !== undefined)
}

/** What a person's shell would have: nothing of ours, not even our Node. */
export function machineEnvironment(user: User | undefined): NodeJS.ProcessEnv {
  const path = (process.env.PATH ?? '').split(delimiter).filter((folder) => !folder.includes('node_modules'))
  const home = user?.home ?? process.env.HOME
  return { PATH: path.join(delimiter), HOME: home, LANG: process.env.LANG } as unknown as NodeJS.ProcessEnv
}

async function waitUntilReady(child: ChildProcess, output: () => string): Promise<void> {
  await until(
    'Usher is ready',
    () => {
      if (child.exitCode !== null) throw new Error(`npm start ended with ${child.exitCode}:\n${output()}`)
      return output().includes('Ctrl-C stops everything')
    },
    READY_WITHIN_SECONDS,
  ).catch((cause) => {
    throw new Error(`${cause.message}\n${output()}`, { cause })
  })
}

function findWorkingFolder(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`)
  } catch {
    return undefined
  }
}

function isOwnedBy(pid: string, uid: number): boolean {
  try {
    return statSync(`/proc/${pid}`).uid === uid
  } catch {
    return false
  }
}
