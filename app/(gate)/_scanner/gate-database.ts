import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { WaitingScan } from './scan-store.ts'
import type { ShiftEntry } from './shift-log.ts'

interface Schema extends DBSchema {
  waiting: { key: string; value: WaitingScan }
  shift: { key: string; value: ShiftEntry; indexes: { at: number } }
}

export type GateDatabase = IDBPDatabase<Schema>

let opened: Promise<GateDatabase> | undefined

/** What this device keeps for the gate, in IndexedDB: it outlives the page and the browser. */
export function openGateDatabase(): Promise<GateDatabase> {
  opened ??= openDB<Schema>('usher-gate', 2, {
    upgrade: (db, from) => {
      if (from < 1) db.createObjectStore('waiting', { keyPath: 'request.nonce' })
      db.createObjectStore('shift', { keyPath: 'scanned.answer.nonce' }).createIndex('at', 'at')
    },
    // another tab has a newer page: the next call opens anew
    blocking: (_from, _to, event) => {
      ;(event.target as IDBDatabase).close()
      opened = undefined
    },
    terminated: () => {
      opened = undefined
    },
  })
  return opened
}
