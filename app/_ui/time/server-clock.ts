/**
 * The server's time as this device knows it. Readings of a device: `wall` is `Date.now()`, `mono` is
 * `performance.now()`; all in milliseconds.
 *
 * Each exchange bounds the offset between the server and the monotonic clock from both sides: the server stamped its
 * answer after we asked and before we heard. Bounds from several exchanges are intersected, so that even the whole
 * seconds of a `Date` header narrow down to well below one.
 */
export type ClockSync = {
  /** Server time minus monotonic time lies between these. */
  readonly low: number
  readonly high: number
  /** The device's clocks at the last exchange. */
  readonly at: DeviceReading
}

export type DeviceReading = { readonly wall: number; readonly mono: number }

/** One exchange: when we asked and heard, and the span in which the server says that it answered. */
export type ClockExchange = {
  readonly asked: DeviceReading
  readonly heard: DeviceReading
  readonly serverFrom: number
  readonly serverTo: number
}

/** Clocks of one device that differ by more than this since the last exchange: it slept, or its clock was set. */
const DRIFT_LIMIT_MS = 1_000

/** Takes one exchange into account. Bounds that contradict the earlier ones replace them. */
export function syncClock(before: ClockSync | undefined, exchange: ClockExchange): ClockSync {
  const fresh = {
    low: exchange.serverFrom - exchange.heard.mono,
    high: exchange.serverTo - exchange.asked.mono,
    at: exchange.heard,
  }
  if (!before || hasDrifted(before, exchange.heard)) return fresh
  const low = Math.max(before.low, fresh.low)
  const high = Math.min(before.high, fresh.high)
  return low <= high ? { low, high, at: exchange.heard } : fresh
}

/**
 * The server's time now, or undefined if that is not known: never synced, or the device slept or was set since.
 * For a scanner, which must not claim a time that it cannot stand for.
 */
export function knownServerTime(sync: ClockSync | undefined, now: DeviceReading): number | undefined {
  if (!sync || hasDrifted(sync, now)) return undefined
  return now.mono + (sync.low + sync.high) / 2
}

/**
 * The best guess at the server's time, for the guest's phone, which always has to show something: a device that slept
 * is carried by its wall clock, one that never synced is believed.
 */
export function guessServerTime(sync: ClockSync | undefined, now: DeviceReading): number {
  if (!sync) return now.wall
  const atSync = sync.at.mono + (sync.low + sync.high) / 2
  const elapsed = hasDrifted(sync, now) ? now.wall - sync.at.wall : now.mono - sync.at.mono
  return atSync + elapsed
}

function hasDrifted(sync: ClockSync, now: DeviceReading): boolean {
  const drift = now.wall - sync.at.wall - (now.mono - sync.at.mono)
  return !(Math.abs(drift) <= DRIFT_LIMIT_MS)
}
