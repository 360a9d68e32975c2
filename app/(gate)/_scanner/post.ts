import { parseEventId } from '#core/event-id.ts'
import { LOCAL_ID } from '#core/local-id.ts'

/** Where a steward stands for this shift. */
export type Post = {
  readonly eventId: string
  readonly listId: string
  readonly gateId: string
  /** The scan shows the ticket, then a person allows or denies it. */
  readonly isTwoStep: boolean
}

const KEY = 'usher.post'

/** The post that this tab has, if any. */
export function loadPost(): Post | undefined {
  try {
    const kept: Post | null = JSON.parse(sessionStorage.getItem(KEY) ?? 'null')
    // an older page may have kept something else
    const isPost =
      kept !== null &&
      parseEventId(kept.eventId) !== undefined &&
      [kept.listId, kept.gateId].every((id) => typeof id === 'string' && LOCAL_ID.test(id))
    return isPost ? { ...kept, isTwoStep: kept.isTwoStep === true } : undefined
  } catch {
    return undefined
  }
}

/** Keeps the post for this tab, or forgets it. */
export function savePost(next: Post | undefined): void {
  if (next) sessionStorage.setItem(KEY, JSON.stringify(next))
  else sessionStorage.removeItem(KEY)
}
