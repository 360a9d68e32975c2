import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { type Part, PartFailed, startProcess } from './process.ts'

/** How our own processes run: as built, or again at each change of their sources. */
export type Mode = 'production' | 'development'

type Plan = {
  readonly project: string
  readonly mode: Mode
  /** Every variable that the process reads, and the machine's own. */
  readonly env: NodeJS.ProcessEnv
  readonly onLine: (line: string) => void
}

/** Long enough for the first compilation in development. */
const READY_WITHIN_SECONDS = 90

/** The sources that our processes run. Next watches the pages itself, and what it writes must restart nothing. */
const WATCHED = ['app/_server', 'app/api', 'app/server.ts', 'core', 'indexer', 'prisma', 'runtime']
const WATCHING = ['--watch', '--watch-preserve-output', ...WATCHED.map((path) => `--watch-path=${path}`)]

/**
 * A backfill makes much that lives for a moment. With less room for new things, and a heap that grows in smaller steps, it
 * takes a quarter less memory for a fifth more work.
 */
const INDEXER = ['--max-semi-space-size=8', '--heap-growing-percent=60', 'indexer/main.ts']

/** What Node has compiled of our sources is kept here, so that a process is up in half the time when it starts again. */
const COMPILED = join('node_modules', '.cache', 'node')

/** Starts the process that follows the chain. It needs no word to be ready: the web server's health tells of it. */
export async function startIndexer(plan: Plan): Promise<Part> {
  return startNode('indexer', INDEXER, plan)
}

/**
 * Starts the web server and waits until it serves: database and mirror usable.
 *
 * @param origin where it listens, as this machine reaches it
 * @throws PartFailed when it ends or does not become healthy
 */
export async function startWeb(plan: Plan & { readonly origin: string }): Promise<Part> {
  const part = await startNode('web', ['app/server.ts'], plan)
  const failure = await Promise.race([becomeHealthy(`${plan.origin}/api/health`), part.ended])
  if (failure === undefined) return part
  await part.stop()
  throw new PartFailed('web', failure, [])
}

function startNode(
  name: string,
  args: readonly string[],
  { project, mode, env, onLine }: Plan,
): Promise<Part> {
  return startProcess({
    name,
    command: process.execPath,
    args: mode === 'development' ? [...WATCHING, ...args] : args,
    cwd: project,
    env: {
      ...env,
      NODE_ENV: mode,
      NODE_COMPILE_CACHE: join(project, COMPILED),
      PATH: `${join(project, 'node_modules', '.bin')}:${env.PATH}`,
    },
    onLine,
  })
}

/** Answers nothing when it is healthy, else what was wrong at the end. */
async function becomeHealthy(url: string): Promise<string | undefined> {
  const deadline = Date.now() + READY_WITHIN_SECONDS * 1000
  let last = 'no answer'
  while (Date.now() < deadline) {
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(5000) })
      if (response.ok) return undefined
      last = `${response.status} ${await response.text()}`
    } catch (error) {
      last = error instanceof Error ? error.message : String(error)
    }
    await wait(100)
  }
  return `not healthy after ${READY_WITHIN_SECONDS} s (${url}: ${last})`
}
