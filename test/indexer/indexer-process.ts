import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { until } from '#test/setup/until.ts'

const PROJECT = fileURLToPath(new URL('../../', import.meta.url))

/** The indexer as a process of its own, started with a channel to us. */
export type Indexer = {
  readonly child: ChildProcess
  /** Everything that it wrote. */
  readonly lines: readonly string[]
  /** Its exit code; null when it was killed. */
  readonly ended: Promise<number | null>
  /** Resolves once it has written a line with these words. */
  says(words: string): Promise<void>
}

/** Starts it with these variables and no others. */
export function startIndexer(variables: Record<string, string>): Indexer {
  const child = spawn(process.execPath, ['indexer/main.ts'], {
    cwd: PROJECT,
    env: { NODE_ENV: 'test', PATH: process.env.PATH, ...variables },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  } satisfies SpawnOptions) as ChildProcess
  const lines: string[] = []
  for (const stream of [child.stdout, child.stderr]) {
    if (stream) createInterface({ input: stream }).on('line', (line) => lines.push(line))
  }
  // Not `close`, which does not come when it was us who closed the channel.
  const ended = once(child, 'exit').then(([code]) => code as number | null)
  const says = async (words: string): Promise<void> => {
    await until(`the indexer says "${words}"`, () => lines.some((line) => line.includes(words)), 120).catch(
      (error) => {
        throw new Error(`${error.message}; it said:\n${lines.join('\n')}`)
      },
    )
  }
  return { child, lines, ended, says }
}
