import { type Query, QueryCache, type QueryClient } from '@tanstack/react-query'
import { allAnswers, putAnswer } from './answer-store.ts'

/** What a query may say of its answer: keep it, and whose it is. */
export type KeepWish = { readonly ownerOf: (data: never) => string | undefined }

/** Marks a query whose last answer shall be there without network. `ownerOf` says whose it is; nobody's by default. */
export function keptFor<T>(ownerOf: (data: T) => string | undefined = () => undefined): {
  readonly keep: KeepWish
} {
  return { keep: { ownerOf } }
}

/** Keeps the answers of the queries that are marked with {@link keptFor}. */
export function createKeepingCache(): QueryCache {
  return new QueryCache({ onSuccess: (data, query) => void keep(data, query) })
}

async function keep(data: unknown, query: Query<unknown, unknown, unknown>): Promise<void> {
  const wish = query.meta?.keep as KeepWish | undefined
  if (!wish) return
  const owner = wish.ownerOf(data as never)?.toLowerCase()
  const answer = { id: JSON.stringify(query.queryKey), data, at: query.state.dataUpdatedAt, owner }
  // a private window may refuse: then it works with network only
  await putAnswer(answer).catch(() => undefined)
}

/** Gives back what was kept, as old as it is: every query asks anew all the same. What is younger stays. */
export async function restoreAnswers(client: QueryClient): Promise<void> {
  const answers = await allAnswers(Date.now()).catch(() => [])
  for (const { id, data, at } of answers) {
    const queryKey = JSON.parse(id) as readonly unknown[]
    const knownAt = client.getQueryState(queryKey)?.dataUpdatedAt ?? 0
    if (knownAt < at) client.setQueryData(queryKey, data, { updatedAt: at })
  }
}
