import type { UnixMs } from './time.ts'

/** Doors, end and cut-off of an event. */
export type EventTimes = {
  readonly doorsAt: UnixMs
  readonly endsAt: UnixMs
  readonly cutOffAt: UnixMs
}

/**
 * The times of an event whose doors move, as the contract's `changeTimes` takes them once tickets exist: all by the same
 * step, but for a cut-off that has passed, which stays.
 */
export function moveTimes(times: EventTimes, doorsAt: UnixMs, now: UnixMs): EventTimes {
  const step = doorsAt - times.doorsAt
  return {
    doorsAt,
    endsAt: times.endsAt + step,
    cutOffAt: now >= times.cutOffAt ? times.cutOffAt : times.cutOffAt + step,
  }
}
