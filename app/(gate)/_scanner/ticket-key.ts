import type { Direction } from '#core/api/scan.ts'
import { parsePass } from '#core/pass-text.ts'

/** What the scanner itself reads in a code, before anybody has checked it. */
export type Presented = {
  /** The same for every code of one ticket in one direction: what is neither scanned twice at once nor again at rest. */
  readonly key: string
  readonly form: 'short' | 'full' | 'unreadable'
}

/** Names what was presented. Text that is no pass stands for itself. */
export function readPresented(text: string, direction: Direction): Presented {
  const pass = parsePass(text)
  if (!pass) return { key: `${direction} ${text.trim()}`, form: 'unreadable' }
  return { key: `${direction} ${pass.eventTag} ${pass.tokenId}`, form: pass.form }
}
