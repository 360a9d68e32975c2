const LANGUAGE = 'en-GB'

/** A moment as the event's visitors read it: day and time in the event's zone, with the zone's name. */
export function formatMoment(instant: string, timeZone: string): string {
  return format(instant, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    timeZone,
    timeZoneName: 'short',
  })
}

/** The time of day in the event's zone. */
export function formatClock(instant: string, timeZone: string): string {
  return format(instant, { hour: '2-digit', minute: '2-digit', timeZone })
}

/** The day in the event's zone. */
export function formatDay(instant: string, timeZone: string): string {
  return format(instant, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone })
}

function format(instant: string, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(LANGUAGE, options).format(new Date(instant))
}

const UNITS = [
  { unit: 'day', ms: 86_400_000 },
  { unit: 'hour', ms: 3_600_000 },
  { unit: 'minute', ms: 60_000 },
] as const

/** A span in the largest unit that fits, rounded up so that nobody comes too early: "25 minutes", "2 days". */
export function formatSpan(ms: number): string {
  const { unit, ms: size } = UNITS.find((each) => ms > each.ms) ?? UNITS[2]
  const count = Math.max(1, Math.ceil(ms / size))
  return new Intl.NumberFormat(LANGUAGE, { style: 'unit', unit, unitDisplay: 'long' }).format(count)
}
