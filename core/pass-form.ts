import { toUnixSeconds } from './time.ts'

/** What decides which form of a code a phone shows. Times are Unix milliseconds. */
export type FormFacts = {
  readonly now: number
  /** When the registry acknowledged the key; undefined: it has not, as far as the phone knows. */
  readonly registeredAt: number | undefined
  /** The guest has said that the gate does not know this phone. */
  readonly isFullAsked: boolean
}

/** Scanners without network may not have heard of a younger key. */
const YOUNG_KEY_MS = 60 * 60 * 1000

/**
 * The form to show at this moment: full until the registry has acknowledged the key and when the guest asks for it;
 * for one second in three while the key is young; else short, which cameras read from further away.
 */
export function choosePassForm({ now, registeredAt, isFullAsked }: FormFacts): 'short' | 'full' {
  if (isFullAsked || registeredAt === undefined) return 'full'
  const isYoung = now - registeredAt < YOUNG_KEY_MS
  return isYoung && toUnixSeconds(now) % 3 === 0 ? 'full' : 'short'
}
