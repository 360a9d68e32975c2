import { z } from 'zod'
import { hash } from '#core/api/primitives.ts'
import { type EventDraft, eventDraft } from '#core/event-draft/draft.ts'

/** A draft as it waits in this browser, and the transaction it was sent with, if it was. */
const keptDraft = z.object({
  draft: eventDraft,
  /** base64, already made small */
  picture: z.string().nullable(),
  sentAs: hash.nullable(),
})
export type KeptDraft = z.infer<typeof keptDraft>

const KEY = 'usher.draft'

/** What was kept here of an organizer's draft. A wallet of another organizer has another. */
export function readDraft(organizer: string): KeptDraft | undefined {
  const kept = localStorage.getItem(`${KEY}.${organizer}`)
  if (kept === null) return undefined
  try {
    return keptDraft.safeParse(JSON.parse(kept)).data
  } catch {
    return undefined
  }
}

export function keepDraft(organizer: string, kept: KeptDraft): void {
  try {
    localStorage.setItem(`${KEY}.${organizer}`, JSON.stringify(kept))
  } catch {
    // the browser is full: without its picture the rest may still fit, and typing must go on
    localStorage.setItem(`${KEY}.${organizer}`, JSON.stringify({ ...kept, picture: null }))
  }
}

export function forgetDraft(organizer: string): void {
  localStorage.removeItem(`${KEY}.${organizer}`)
}

/** Whether anything was typed that would be missed. */
export function isUntouched(draft: EventDraft): boolean {
  return draft.title === '' && draft.doorsAt === '' && draft.venue === ''
}
