import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { forget, watch } from './guard.ts'

/** A running part of the stack: one process group that ends as a whole. */
export type Part = {
  readonly name: string
  readonly pid: number
  /** Resolves once the part has ended, with how: `exit code 1`, `signal SIGKILL`. Never rejects. */
  readonly ended: Promise<string>
  /** Asks the part to end, after ten seconds by force; resolves when it has. May be called again. */
  stop(): Promise<void>
}

export type ProcessPlan = {
  readonly name: string
  readonly command: string
  readonly args: readonly string[]
  readonly env?: NodeJS.ProcessEnv
  readonly cwd?: string
  /** Who it runs as, when not as us. */
  readonly uid?: number
  readonly gid?: number
  /** What asks it to end; SIGTERM unless told. */
  readonly stopSignal?: 'TERM' | 'INT'
  /** Hears every line that the process writes to stdout or stderr. */
  readonly onLine?: ((line: string) => void) | undefined
  /** The line that says it is ready, and how long it may take to come. Without: ready at once. */
  readonly ready?: { readonly line: RegExp; readonly withinSeconds: number }
}

/** How many last lines an error quotes when a part does not come up. */
const QUOTED_LINES = 15

/**
 * Starts a process as the leader of its own group, so that Ctrl-C in the terminal reaches us alone and we end the
 * parts in order; should we be killed by force, the guard ends them (guard.ts).
 *
 * @throws PartFailed when it ends or the time is up before the ready line.
 */
export async function startProcess(plan: ProcessPlan): Promise<Part> {
  const { name, command, args, stopSignal, onLine, ready, ...options } = plan
  const child = spawn(command, args, { ...options, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('exit', (code, signal) => resolve(signal ? `signal ${signal}` : `exit code ${code}`))
  })
  const lines = listen(child.stdout, child.stderr, onLine)
  const { pid } = child
  if (pid === undefined) throw new PartFailed(name, await ended, [])

  const signal = stopSignal ?? 'TERM'
  watch(pid, signal)
  void ended.then(() => {
    // What the leader may have left behind in its group.
    send(pid, 'SIGKILL')
    forget(pid)
  })
  const part: Part = { name, pid, ended, stop: () => stopGroup(pid, signal, ended) }
  if (ready) await waitUntilReady(part, ready, lines)
  return part
}

/** A part that did not come up, with the last lines it wrote. */
export class PartFailed extends Error {
  override readonly name = 'PartFailed'
  readonly lastLines: readonly string[]

  constructor(part: string, reason: string, lastLines: readonly string[]) {
    const quoted = lastLines.slice(-QUOTED_LINES).map((line) => `\n  ${line}`)
    super(`${part} did not start: ${reason}${quoted.join('')}`)
    this.lastLines = lastLines
  }
}

type Lines = { readonly last: string[]; listener: ((line: string) => void) | undefined }

function listen(
  stdout: NodeJS.ReadableStream | null,
  stderr: NodeJS.ReadableStream | null,
  onLine: ProcessPlan['onLine'],
): Lines {
  const lines: Lines = { last: [], listener: undefined }
  for (const stream of [stdout, stderr]) {
    if (!stream) continue
    createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY }).on('line', (line) => {
      if (lines.last.push(line) > QUOTED_LINES) lines.last.shift()
      lines.listener?.(line)
      onLine?.(line)
    })
  }
  return lines
}

async function waitUntilReady(
  part: Part,
  ready: NonNullable<ProcessPlan['ready']>,
  lines: Lines,
): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const failure = await Promise.race([
    new Promise<undefined>((resolve) => {
      lines.listener = (line) => {
        if (ready.line.test(line)) resolve(undefined)
      }
    }),
    part.ended,
    new Promise<string>((resolve) => {
      timer = setTimeout(resolve, ready.withinSeconds * 1000, `not ready after ${ready.withinSeconds} s`)
    }),
  ])
  clearTimeout(timer)
  lines.listener = undefined
  if (failure === undefined) return
  await part.stop()
  throw new PartFailed(part.name, failure, lines.last)
}

async function stopGroup(pid: number, signal: 'TERM' | 'INT', ended: Promise<string>): Promise<void> {
  send(pid, `SIG${signal}`)
  const timer = setTimeout(send, 10_000, pid, 'SIGKILL')
  await ended
  clearTimeout(timer)
}

function send(group: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-group, signal)
  } catch (error) {
    // EPERM is what macOS says of a group of which only zombies are left.
    const { code } = error as NodeJS.ErrnoException
    if (code !== 'ESRCH' && code !== 'EPERM') throw error
  }
}
