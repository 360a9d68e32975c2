/** Where a page may keep texts: of its tab, or of its browser. */
export type TextStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

type KeptSessions = {
  readonly getKeys: () => Promise<string[]>
  readonly getEntries: <T>() => Promise<[string, T][]>
  readonly getItem: <T>(key: string) => Promise<T | undefined>
  readonly setItem: <T>(key: string, value: T) => Promise<void>
  readonly removeItem: (key: string) => Promise<void>
  /** Leaves nothing. */
  readonly clear: () => void
}

const KEY = 'usher.wallet-connect'

/**
 * Where WalletConnect keeps its sessions and their keys: beside what the page knows of its wallet, so that a tab with a
 * wallet of its own has its own, and in one place, so that whoever disconnects leaves nothing.
 */
export function keepSessions(storage: TextStorage): KeptSessions {
  const read = () => new Map<string, unknown>(JSON.parse(storage.getItem(KEY) ?? '[]'))
  const change = (how: (kept: Map<string, unknown>) => void) => {
    const kept = read()
    how(kept)
    storage.setItem(KEY, JSON.stringify([...kept]))
  }
  return {
    getKeys: async () => [...read().keys()],
    getEntries: async <T>() => [...read()] as [string, T][],
    getItem: async <T>(key: string) => read().get(key) as T | undefined,
    setItem: async (key, value) => change((kept) => kept.set(key, value)),
    removeItem: async (key) => change((kept) => kept.delete(key)),
    clear: () => storage.removeItem(KEY),
  }
}
