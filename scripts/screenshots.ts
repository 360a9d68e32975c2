/**
 * Takes a picture of every page and state, on a phone and on a desk, light and dark, with the whole product running.
 *
 *     npm run -s screenshots -- [FOLDER] [NAME …]
 *
 * Without a folder they go to docs/screens; with names only those pages are taken. CHROMIUM_PATH names another Chromium
 * than /usr/bin/chromium.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { launchBrowser, visit } from '#test/e2e/browser.ts'
import { createCameraFeed } from '#test/e2e/camera-feed.ts'
import { buyTicket, connectAs, setUpPhone, theCode } from '#test/e2e/people.ts'
import { type Place, shots } from './screens/shots.ts'
import { createParts } from './stack/parts.ts'
import { startThrowAwayStack } from './stack/throw-away-stack.ts'

const SIZES = [
  { name: 'phone', viewport: { width: 390, height: 844 } },
  { name: 'desk', viewport: { width: 1280, height: 800 } },
] as const
const SCHEMES = ['light', 'dark'] as const

const [folder = join(import.meta.dirname, '..', 'docs', 'screens'), ...names] = process.argv.slice(2)
const wanted = Object.entries(shots).filter(([name]) => names.length === 0 || names.includes(name))
mkdirSync(folder, { recursive: true })

const chromium = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium'
const parts = createParts()
const browsers: Browser[] = []
try {
  await takeAll()
} finally {
  await Promise.all(browsers.map((browser) => browser.close()))
  await parts.stopAll()
}
process.exit()

async function takeAll(): Promise<void> {
  const { origin, demo } = await startThrowAwayStack(parts, { say: console.error, log: () => undefined })
  const event = demo?.events.find(({ name }) => name === 'Harbour Sessions')?.eventId ?? ''
  const phones = await launchBrowser(chromium)
  browsers.push(phones)
  const studio = (await visit(phones, 'about:blank')).page
  const feed = await createCameraFeed(studio)
  const browser = await launchBrowser(chromium, feed.path)
  browsers.push(browser)

  const place: Place = { origin, event, code: createCodes(phones, origin, event) }
  for (const [name, shot] of wanted) {
    for (const { name: size, viewport } of SIZES) {
      for (const colorScheme of SCHEMES) {
        const { page } = await visit(browser, 'about:blank', {
          viewport,
          colorScheme,
          reducedMotion: 'reduce',
        })
        await shot(page, place)
        await page.screenshot({ path: join(folder, `${name}-${size}-${colorScheme}.png`) })
        await page.context().close()
      }
    }
    console.error(`✓ ${name}`)
  }
  feed.remove()
}

/** Pictures of the codes of tickets that are bought one after the other; two buyers, as a tier limits each wallet. */
function createCodes(browser: Browser, origin: string, event: string): () => Promise<Buffer> {
  let bought = 0
  return async () => {
    const { page } = await visit(browser, `${origin}/events/${event}`)
    await page.getByRole('button', { name: 'Connect a wallet to buy' }).first().click()
    await connectAs(page, bought++ % 2 === 0 ? 'Dana' : 'Cleo')
    await buyTicket(page, 'Day ticket')
    await setUpPhone(page)
    const picture = await theCode(page).screenshot()
    await page.context().close()
    return picture
  }
}
