import { findCommand, findParent } from './pids.ts'

/** npm, a shell between us, and room for one more. */
const FARTHEST = 3
const POLL_MS = 500

/**
 * Calls `stop` when the npm that runs us is gone. Whoever ends `npm start` by its number ends npm alone, or npm and the
 * shell between: we would run on without a terminal, and hold the port against the next start.
 */
export function stopWithNpm(stop: () => void): void {
  const ancestors = listAncestorsUpToNpm()
  if (ancestors.length === 0) return
  const timer = setInterval(() => {
    if (ancestors.every(isAlive)) return
    clearInterval(timer)
    stop()
  }, POLL_MS)
  timer.unref()
}

/** From our parent to npm; none if npm does not run us. */
function listAncestorsUpToNpm(): readonly number[] {
  const ancestors: number[] = []
  let pid: number | undefined = process.ppid
  while (pid !== undefined && ancestors.length < FARTHEST) {
    ancestors.push(pid)
    if (/^npm |\bnpm-cli\.js\b|\/npm /.test(`${findCommand(pid)} `)) return ancestors
    pid = findParent(pid)
  }
  return []
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
