import {
  type ClockSync,
  type DeviceReading,
  guessServerTime,
  knownServerTime,
  syncClock,
} from './server-clock.ts'

let sync: ClockSync | undefined

/** The device's clocks now. */
export function readDevice(): DeviceReading {
  return { wall: Date.now(), mono: performance.now() }
}

/** Corrects this tab's clock by the `Date` header of an answer that was asked for at `asked`. */
export function noteServerDate(asked: DeviceReading, date: string | null): void {
  const serverFrom = date === null ? Number.NaN : Date.parse(date)
  if (!Number.isFinite(serverFrom)) return
  sync = syncClock(sync, { asked, heard: readDevice(), serverFrom, serverTo: serverFrom + 1_000 })
}

/** See {@link guessServerTime}. */
export function guessNow(): number {
  return guessServerTime(sync, readDevice())
}

/** See {@link knownServerTime}. */
export function knownNow(): number | undefined {
  return knownServerTime(sync, readDevice())
}
