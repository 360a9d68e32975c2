import type { CookieSession, Session } from '#core/api/auth.ts'

/**
 * A sign-in as the page knows it. With the demo accounts that everybody knows its tokens live in the tab; elsewhere they are HttpOnly cookies,
 * which no script can read, and only the times are here.
 */
export type KeptSession =
  | (Session & { readonly keptIn: 'tab' })
  | (CookieSession & { readonly keptIn: 'cookie' })

/** What is in a kept session, all of it text; an older page may have kept something else. */
const FIELDS: Readonly<Record<KeptSession['keptIn'], readonly string[]>> = {
  tab: ['address', 'accessToken', 'accessTokenExpiresAt', 'refreshToken', 'refreshTokenExpiresAt'],
  cookie: ['address', 'accessTokenExpiresAt', 'refreshTokenExpiresAt'],
}

const KEY = 'usher.session'
const listeners = new Set<() => void>()
let known: { readonly text: string | null; readonly session: KeptSession | undefined } | undefined

/** The session that this tab has, if any. The same object until it changes. */
export function currentSession(): KeptSession | undefined {
  const text = sessionStorage.getItem(KEY) ?? localStorage.getItem(KEY)
  if (known?.text !== text) known = { text, session: parseKept(text) }
  return known.session
}

/** Keeps a session, or forgets the one there was. */
export function keepSession(next: KeptSession | undefined): void {
  sessionStorage.removeItem(KEY)
  localStorage.removeItem(KEY)
  if (next) (next.keptIn === 'tab' ? sessionStorage : localStorage).setItem(KEY, JSON.stringify(next))
  for (const listener of listeners) listener()
}

/** Calls `listener` at each change, those of other tabs included. Answers how to stop that. */
export function onSessionChange(listener: () => void): () => void {
  listeners.add(listener)
  addEventListener('storage', listener)
  return () => {
    listeners.delete(listener)
    removeEventListener('storage', listener)
  }
}

function parseKept(text: string | null): KeptSession | undefined {
  if (text === null) return undefined
  try {
    const kept = JSON.parse(text)
    const fields = FIELDS[kept.keptIn as KeptSession['keptIn']]
    return fields?.every((field) => typeof kept[field] === 'string') ? kept : undefined
  } catch {
    return undefined
  }
}
