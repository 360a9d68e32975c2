/** Where the service worker lies; it may serve every page. */
const SCRIPT = '/service-worker.js'

type Wish =
  | { readonly kind: 'keep'; readonly paths: readonly string[]; readonly files: readonly string[] }
  | { readonly kind: 'renew' }
  | { readonly kind: 'forget'; readonly under: string }

/** Starts what opens pages without network. Nothing happens where the browser has no such thing. */
export async function startKeeper(): Promise<void> {
  if (!('serviceWorker' in navigator)) return
  // refused on a page without a secure address: it then works with network only
  await navigator.serviceWorker.register(SCRIPT, { updateViaCache: 'none' }).catch(() => undefined)
}

/**
 * Keeps these pages for times without network, with every file that the page in view has loaded.
 *
 * @param byWorkers what its workers have loaded, of which a page does not know
 */
export function keepPages(paths: readonly string[], byWorkers: readonly string[] = []): void {
  const loaded = [...performance.getEntriesByType('resource').map(({ name }) => name), ...byWorkers]
  const files = loaded.filter((name) => name.startsWith(`${location.origin}/_next/static/`))
  void wish({ kind: 'keep', paths, files })
}

/** Keeps all kept pages anew: they look or read differently from now on. */
export function renewPages(): void {
  void wish({ kind: 'renew' })
}

/** Drops the kept pages whose path begins so. */
export function forgetPages(under: string): void {
  void wish({ kind: 'forget', under })
}

async function wish(wish: Wish): Promise<void> {
  if (!('serviceWorker' in navigator)) return
  // waits for the worker of a first visit; where none comes there is nothing to wish for
  const { active } = await navigator.serviceWorker.ready
  active?.postMessage(wish)
}
