import type { Logger } from '#runtime/logger.ts'
import type { CatchUp } from './watch.ts'

/** Shows how far a backfill has come. */
export type Progress = {
  show(progress: CatchUp): void
  /** The backfill is over. */
  end(): void
}

/** Where it is shown: a terminal takes a bar in place, everything else a line in the log now and then. */
export type ProgressPlace = {
  readonly terminal: Pick<NodeJS.WriteStream, 'write'> | undefined
  readonly logger: Pick<Logger, 'info'>
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number
}

const WIDTH = 30
const LINE_EVERY_MS = 5_000

export function createProgress({ terminal, logger, now }: ProgressPlace): Progress {
  let begun: { readonly at: bigint; readonly since: number } | undefined
  let saidAt = Number.NEGATIVE_INFINITY

  return {
    show: ({ from, at, to }) => {
      begun ??= { at: from - 1n, since: now() }
      const percent = toPercent(at - begun.at, to - begun.at)
      const secondsLeft = toSecondsLeft(at - begun.at, to - at, now() - begun.since)
      if (terminal) {
        terminal.write(`\r\x1b[K${formatBar(percent)} block ${at} of ${to}, ${secondsLeft} s left`)
      } else if (now() - saidAt >= LINE_EVERY_MS) {
        saidAt = now()
        logger.info({ block: at, of: to, percent, secondsLeft }, 'Catching up')
      }
    },
    end: () => {
      if (begun) terminal?.write('\r\x1b[K')
      begun = undefined
      saidAt = Number.NEGATIVE_INFINITY
    },
  }
}

function formatBar(percent: number): string {
  const full = Math.floor((percent * WIDTH) / 100)
  return `Catching up ${'█'.repeat(full)}${'░'.repeat(WIDTH - full)} ${String(percent).padStart(3)} %`
}

/** A whole number, 100 only when all is done. */
function toPercent(done: bigint, all: bigint): number {
  return all <= 0n ? 100 : Math.min(100, Math.max(0, Number((done * 100n) / all)))
}

function toSecondsLeft(done: bigint, left: bigint, tookMs: number): number {
  return done <= 0n ? 0 : Math.ceil((tookMs * Number(left)) / Number(done) / 1_000)
}
