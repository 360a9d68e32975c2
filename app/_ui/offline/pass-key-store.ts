import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { Address, Hex } from 'viem'

/** This phone's pass key for the tickets of one holder in one event, as IndexedDB keeps it. */
export type StoredPassKey = {
  readonly eventId: string
  /** Lower case. */
  readonly holder: Address
  /** Not extractable: it can sign on this phone and leave it never. */
  readonly privateKey: CryptoKey
  /** 33 bytes, compressed point. */
  readonly publicKey: Uint8Array
  /** Unix seconds. */
  readonly issuedAt: number
  readonly expiresAt: number
  /** As the wallet gave it: what the registry is asked to acknowledge. */
  readonly walletSignature: Hex
  /** 64 bytes (EIP-2098) for the full form; undefined for a smart account, which has no such form. */
  readonly packedSignature: Uint8Array | undefined
  /** When the registry acknowledged the key, by its clock, in Unix milliseconds; undefined until it has. */
  readonly registeredAt: number | undefined
  /** The registry refuses the key for good. */
  readonly isRefused: boolean
}

interface Schema extends DBSchema {
  'pass-keys': { key: [eventId: string, holder: string]; value: StoredPassKey }
}

let opened: Promise<IDBPDatabase<Schema>> | undefined

function database(): Promise<IDBPDatabase<Schema>> {
  opened ??= openDB<Schema>('usher-pass', 1, {
    upgrade: (db) => void db.createObjectStore('pass-keys', { keyPath: ['eventId', 'holder'] }),
  })
  return opened
}

/** The key that this phone has for a holder's tickets of an event. */
export async function findPassKey(eventId: string, holder: string): Promise<StoredPassKey | undefined> {
  return (await database()).get('pass-keys', [eventId, holder.toLowerCase()])
}

/** Keeps a key in place of the one there was for the same event and holder. */
export async function putPassKey(key: StoredPassKey): Promise<void> {
  await (await database()).put('pass-keys', key)
  // a browser short of space would drop the key otherwise; whether it agrees is up to it
  void navigator.storage?.persist?.()
}

/** Drops a holder's keys, of one event or of all. What the registry knows of them stays: they are lost, not revoked. */
export async function forgetPassKeysOf(holder: string, eventId?: string): Promise<void> {
  const db = await database()
  const keys = await db.getAllKeys('pass-keys')
  const isTheirs = ([of, owner]: readonly [string, string]) =>
    owner === holder.toLowerCase() && (eventId === undefined || of === eventId)
  const theirs = keys.filter(isTheirs)
  await Promise.all(theirs.map((key) => db.delete('pass-keys', key)))
}
