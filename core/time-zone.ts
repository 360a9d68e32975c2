import type { UnixMs } from './time.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** True if the text names an IANA time zone that this platform knows. */
export function isTimeZone(text: string): boolean {
  try {
    new Intl.DateTimeFormat('en-GB', { timeZone: text })
    return true
  } catch {
    return false
  }
}

/** The time of day in a zone, as `19:42`. */
export function localTime(at: UnixMs, timeZone: string): string {
  return formatsOf(timeZone).time.format(at)
}

/** The day in a zone, as `12 June`. */
export function localDay(at: UnixMs, timeZone: string): string {
  return formatsOf(timeZone).day.format(at)
}

/**
 * When the day began that `at` belongs to, where days begin at `hour` o'clock in a zone: at 05:59 that is yesterday's.
 *
 * When clocks change, a day has 23 or 25 hours. An hour that the clock skips counts as the moment of the skip, one that
 * it shows twice as the first of the two.
 */
export function dayStartOf(at: UnixMs, timeZone: string, hour: number): UnixMs {
  const wall = wallClockOf(at, timeZone)
  const midnight = wall - (((wall % DAY_MS) + DAY_MS) % DAY_MS)
  const start = instantOf(midnight + hour * HOUR_MS, timeZone)
  return start <= at ? start : instantOf(midnight - DAY_MS + hour * HOUR_MS, timeZone)
}

/**
 * The instant of what a clock on the wall of a zone shows, written `2027-06-12T19:30`; undefined for any other text.
 *
 * An hour that the clock skips counts as the moment of the skip, one that it shows twice as the first of the two.
 */
export function parseLocalTime(text: string, timeZone: string): UnixMs | undefined {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(text)) return undefined
  const wall = Date.parse(`${text}:00.000Z`)
  // a 30th of February is taken by no clock
  if (Number.isNaN(wall) || !new Date(wall).toISOString().startsWith(text)) return undefined
  return instantOf(wall, timeZone)
}

/** What a clock on the wall of a zone shows at an instant, as `2027-06-12T19:30`; seconds are left out. */
export function formatLocalTime(at: UnixMs, timeZone: string): string {
  return new Date(wallClockOf(at, timeZone)).toISOString().slice(0, 16)
}

/** The instant at which the wall clock shows `wall`, written as if the clock ran in UTC. */
function instantOf(wall: number, timeZone: string): UnixMs {
  const offsetAround = (instant: UnixMs) => wallClockOf(instant, timeZone) - instant
  const before = wall - offsetAround(wall - DAY_MS)
  const after = wall - offsetAround(wall + DAY_MS)
  const shown = [before, after].filter((instant) => wallClockOf(instant, timeZone) === wall)
  return shown.length > 0 ? Math.min(...shown) : before
}

/** What a zone's wall clock shows, in milliseconds as if it ran in UTC. */
function wallClockOf(at: UnixMs, timeZone: string): number {
  const part: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {}
  for (const { type, value } of formatsOf(timeZone).wall.formatToParts(at)) part[type] = Number(value)
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0 } = part
  return Date.UTC(year, month - 1, day, hour, minute, second) + (((at % 1000) + 1000) % 1000)
}

type Formats = Readonly<Record<'wall' | 'time' | 'day', Intl.DateTimeFormat>>

/** Making a format costs a thousand times what using it does. */
const formats = new Map<string, Formats>()

function formatsOf(timeZone: string): Formats {
  const known = formats.get(timeZone)
  if (known) return known
  const made: Formats = {
    wall: new Intl.DateTimeFormat('en-GB', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    }),
    time: new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' }),
    day: new Intl.DateTimeFormat('en-GB', { timeZone, day: 'numeric', month: 'long' }),
  }
  formats.set(timeZone, made)
  return made
}
