/**
 * Lets pages that were opened once open again without network, each as it was when it last worked as a whole.
 *
 * A page's document comes from the network whenever that answers; the kept one is for when it does not. A document is
 * kept only once every file that it is made of is kept too, so after a deployment nobody gets old parts with new ones:
 * the files carry a hash in their names, and each kept document goes with its own. Answers of the API never pass through
 * here: what may be old, the page keeps itself and says so.
 */
const DOCUMENTS = 'usher-documents-1'
const FILES = 'usher-files-1'

/** Kept from the first visit on, whichever page that was. */
const ALWAYS = ['/tickets', '/gate', '/offline']
const OFFLINE = '/offline'

/** A network that is there but does not answer is none: people wait in a queue. */
const PATIENCE_MS = 4_000
/** A file that no kept document names goes after so long. */
const FORGET_AFTER_MS = 14 * 86_400_000

addEventListener('install', () => self.skipWaiting())

addEventListener('activate', (event) => event.waitUntil(takeOver()))

addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== location.origin) return
  if (isFile(url)) event.respondWith(openFile(request))
  else if (request.mode === 'navigate' && !url.pathname.startsWith('/api/')) event.respondWith(openDocument(request))
})

/** What pages ask: `keep` pages with the files they use, `renew` all kept ones, `forget` those under a path. */
addEventListener('message', (event) => {
  const { data } = event
  if (data?.kind === 'keep') event.waitUntil(keepAll(data.paths, data.files))
  if (data?.kind === 'renew') event.waitUntil(renewAll())
  if (data?.kind === 'forget') event.waitUntil(forget(data.under))
})

async function takeOver() {
  const known = new Set([DOCUMENTS, FILES])
  const names = await caches.keys()
  await Promise.all(names.filter((name) => name.startsWith('usher-') && !known.has(name)).map((name) => caches.delete(name)))
  await self.clients.claim()
}

/** Files whose name changes with their content: what is kept of them is always right. */
function isFile({ pathname }) {
  return pathname.startsWith('/_next/static/')
}

async function openFile(request) {
  const files = await caches.open(FILES)
  const kept = await files.match(request.url)
  if (kept) return kept
  const response = await fetch(request)
  if (response.ok) await files.put(request.url, response.clone())
  return response
}

async function openDocument(request) {
  const documents = await caches.open(DOCUMENTS)
  const path = new URL(request.url).pathname
  const kept = await documents.match(path, { ignoreVary: true })
  try {
    const response = await fetch(request, kept ? { signal: AbortSignal.timeout(PATIENCE_MS) } : {})
    return kept && response.status >= 500 ? kept : response
  } catch (error) {
    const instead = kept ?? (await documents.match(OFFLINE, { ignoreVary: true }))
    if (!instead) throw error
    return instead
  }
}

async function keepAll(paths, files = []) {
  for (const path of paths) await keep(path, files)
  const documents = await caches.open(DOCUMENTS)
  for (const path of ALWAYS) if (!(await documents.match(path, { ignoreVary: true }))) await keep(path, [])
  await forgetUnused()
}

async function renewAll() {
  const documents = await caches.open(DOCUMENTS)
  for (const { url } of await documents.keys()) await keep(new URL(url).pathname, [])
}

/** Keeps a document, after all of its files. Where one of them cannot be had, what was kept before stays. */
async function keep(path, alsoUsed) {
  try {
    const response = await fetch(path, { headers: { accept: 'text/html' } })
    if (!response.ok || response.redirected) return
    const text = await response.clone().text()
    await Promise.all(filesIn(text).map((file) => keepFile(file)))
    // what a page loads on its way is good to have; it goes without it where a new deployment has taken it away
    await Promise.allSettled(alsoUsed.filter((file) => isFile(new URL(file, location.origin))).map(keepFile))
    const documents = await caches.open(DOCUMENTS)
    await documents.put(path, response)
  } catch {
    // no network, or not enough space: the next visit tries again
  }
}

async function keepFile(file) {
  const url = new URL(file, location.origin).href
  const files = await caches.open(FILES)
  if (await files.match(url)) return
  const response = await fetch(url)
  if (!response.ok) throw new Error(`${file} answered ${response.status}`)
  await files.put(url, response)
}

/** The scripts, styles and fonts that a document names, those of its data among them. */
function filesIn(text) {
  return [...new Set([...text.matchAll(/\/_next\/static\/[\w./~%-]+\.(?:js|css|woff2)/g)].map(([path]) => path))]
}

async function forget(under) {
  const documents = await caches.open(DOCUMENTS)
  const requests = await documents.keys()
  await Promise.all(
    requests.filter(({ url }) => new URL(url).pathname.startsWith(under)).map((request) => documents.delete(request)),
  )
}

async function forgetUnused() {
  const documents = await caches.open(DOCUMENTS)
  const texts = await Promise.all((await documents.matchAll()).map((response) => response.text()))
  const named = new Set(texts.flatMap(filesIn))
  const files = await caches.open(FILES)
  for (const request of await files.keys()) {
    if (named.has(new URL(request.url).pathname)) continue
    const date = Date.parse((await files.match(request))?.headers.get('date') ?? '')
    if (!(Date.now() - date < FORGET_AFTER_MS)) await files.delete(request)
  }
}
