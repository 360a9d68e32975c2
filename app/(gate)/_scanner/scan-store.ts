import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { ScanRequest } from '#core/api/scan.ts'

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

interface Schema extends DBSchema {
  waiting: { key: string; value: WaitingScan }
}

/** Keeps waiting scans in IndexedDB: they outlive the page and the browser. */
export function openScanStore(): ScanStore {
  let opened: Promise<IDBPDatabase<Schema>> | undefined
  const database = () => {
    opened ??= openDB<Schema>('usher-gate', 1, {
      upgrade: (db) => void db.createObjectStore('waiting', { keyPath: 'request.nonce' }),
    })
    return opened
  }
  return {
    put: async (scan) => void (await (await database()).put('waiting', scan)),
    remove: async (nonce) => (await database()).delete('waiting', nonce),
    all: async () =>
      (await (await database()).getAll('waiting')).toSorted((one, other) => one.keptAt - other.keptAt),
  }
}
