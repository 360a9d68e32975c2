import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'

/** What Chromium needs to run as root, in a container, without asking anybody anything. */
export const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** A phone held upright; pages are made for it first. */
export const PHONE = { width: 390, height: 844 }

/** A busy machine is no failure. */
export const PATIENCE_MS = 45_000

/** A browser with an empty profile. With `feed` it has a camera that films this file, and asks nobody for leave. */
export function launchBrowser(
  executablePath: string,
  feed?: string,
  more: readonly string[] = [],
): Promise<Browser> {
  const camera = feed
    ? [
        '--use-fake-ui-for-media-stream',
        '--use-fake-device-for-media-stream',
        `--use-file-for-fake-video-capture=${feed}`,
      ]
    : []
  return chromium.launch({ executablePath, headless: true, args: [...QUIET, ...camera, ...more] })
}

/** A page in a context of its own, as another person's phone would have it, with whatever went wrong in it. */
export type Visit = { readonly page: Page; readonly errors: string[] }

/** What the browser itself says in red of a file, or of a worker's script, that it cannot fetch. */
const LOST_NETWORK = /^(Failed to load resource|An unknown error occurred when fetching the script)/

/** Opens a page of ours. What its scripts throw and what its policy blocks is kept, for the test to expect none. */
export async function visit(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<Visit> {
  const context = await browser.newContext({ viewport: PHONE, ...options })
  context.setDefaultTimeout(PATIENCE_MS)
  // also what was caught where it was tried, of which the browser itself says nothing in its console
  await context.addInitScript(() =>
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      console.error(`The policy's ${violatedDirective} blocks ${blockedURI}`),
    ),
  )
  const errors: string[] = []
  const page = watchPage(await context.newPage(), errors)
  await page.goto(url)
  return { page, errors }
}

/** Opens another tab of the same browser, whose errors are kept with those of the first. */
export async function openTab({ page, errors }: Visit, url: string): Promise<Page> {
  const tab = watchPage(await page.context().newPage(), errors)
  await tab.goto(url)
  return tab
}

function watchPage(page: Page, errors: string[]): Page {
  page.on('pageerror', (error) => errors.push(error.message))
  page.on('console', (message) => {
    // a lost network is what some tests are about; everything else in red is a fault
    if (message.type() === 'error' && !LOST_NETWORK.test(message.text())) errors.push(message.text())
  })
  return page
}
