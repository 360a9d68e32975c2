import type { ScanRequest } from '#core/api/scan.ts'
import { openGateDatabase } from './gate-database.ts'

/** A scan that the server has not answered yet. Kept before it is sent, so that no crash loses or doubles it. */
export type WaitingScan = {
  readonly eventId: string
  /** Who was signed in: nobody else may send it. */
  readonly staff: string
  readonly request: ScanRequest
  /** Unix milliseconds, by this device. */
  readonly keptAt: number
}

/** Where waiting scans are kept. */
export type ScanStore = {
  readonly put: (scan: WaitingScan) => Promise<void>
  readonly remove: (nonce: string) => Promise<void>
  /** Oldest first. */
  readonly all: () => Promise<readonly WaitingScan[]>
}

/** Keeps waiting scans on this device. */
export function openScanStore(): ScanStore {
  return {
    put: async (scan) => void (await (await openGateDatabase()).put('waiting', scan)),
    remove: async (nonce) => (await openGateDatabase()).delete('waiting', nonce),
    all: async () =>
      (await (await openGateDatabase()).getAll('waiting')).toSorted(
        (one, other) => one.keptAt - other.keptAt,
      ),
  }
}
