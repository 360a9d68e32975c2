import { type ApiCall, callApi } from './client.ts'
import type { Shape } from './shape.ts'

/** What a list's pages have in common: where the next one begins, null at the last. */
type Page = { readonly next: string | null }

/** As many as a phone can show. */
const mostPages = 20

/**
 * Reads a list that comes in pages from its beginning, at most twenty of them.
 *
 * @param path with a query of its own
 * @throws as `callApi`
 */
export async function callPages<T extends Page>(
  path: string,
  shape: Shape<T>,
  call: ApiCall = {},
): Promise<readonly T[]> {
  const pages: T[] = []
  let next: string | null = null
  do {
    const after: string = next === null ? '' : `&after=${encodeURIComponent(next)}`
    const page: T = await callApi(`${path}${after}`, shape, call)
    pages.push(page)
    next = page.next
  } while (next !== null && pages.length < mostPages)
  return pages
}
