import type { Known } from '#core/known.ts'

/** What a query begins with: shown at once, and asked for anew as soon as it is old. */
export type Beginning<T> = { readonly initialData?: T; readonly initialDataUpdatedAt?: number }

/** Begins a query with what the server knew when it made the page, if it did. */
export function startWith<T>(known: Known<T> | undefined): Beginning<T> {
  return known ? { initialData: known.data, initialDataUpdatedAt: known.at } : {}
}
