import { openGateDatabase } from './gate-database.ts'
import type { Scanned } from './gate-state.ts'

/** A staff shift ends after twelve hours. */
const SHIFT_MS = 12 * 3_600_000

/** What this device was answered, for the history of a shift. The registry has the log itself. */
export type ShiftEntry = {
  readonly eventId: string
  readonly staff: string
  /** Unix milliseconds, by this device. */
  readonly at: number
  readonly scanned: Scanned
}

export type ShiftLog = {
  readonly add: (entry: ShiftEntry) => Promise<void>
  /** This shift's answers to one member of staff at one event, newest first. */
  readonly recent: (eventId: string, staff: string) => Promise<readonly Scanned[]>
}

/** Keeps a shift's answers on this device, and forgets those of earlier shifts. */
export function openShiftLog(): ShiftLog {
  return {
    add: async (entry) => void (await (await openGateDatabase()).put('shift', entry)),
    recent: async (eventId, staff) => {
      const transaction = (await openGateDatabase()).transaction('shift', 'readwrite')
      const byTime = transaction.store.index('at')
      const old = IDBKeyRange.upperBound(Date.now() - SHIFT_MS)
      for await (const cursor of byTime.iterate(old)) await cursor.delete()
      const kept = await byTime.getAll()
      await transaction.done
      return kept
        .filter((entry) => entry.eventId === eventId && entry.staff === staff)
        .toReversed()
        .map(({ scanned }) => scanned)
    },
  }
}
