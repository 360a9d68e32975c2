import { z } from 'zod'
import { eventId, localId } from '#core/api/primitives.ts'

/** Where a steward stands for this shift. */
export const post = z
  .object({
    eventId,
    listId: localId,
    gateId: localId,
    /** The scan shows the ticket, then a person allows or denies it. */
    isTwoStep: z.boolean().default(false),
  })
  .readonly()
export type Post = z.infer<typeof post>

const KEY = 'usher.post'

/** The post that this tab has, if any. */
export function loadPost(): Post | undefined {
  try {
    return post.safeParse(JSON.parse(sessionStorage.getItem(KEY) ?? 'null')).data
  } catch {
    return undefined
  }
}

/** Keeps the post for this tab, or forgets it. */
export function savePost(next: Post | undefined): void {
  if (next) sessionStorage.setItem(KEY, JSON.stringify(next))
  else sessionStorage.removeItem(KEY)
}
