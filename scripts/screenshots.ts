/**
 * Takes a picture of every page and state, on a phone and on a desk, light and dark, with the whole product running.
 *
 *     npm run -s screenshots -- [--folder FOLDER] [--whole] [NAME …]
 *
 * Without a folder they go to docs/screens; with names only those pages are taken; `--whole` takes a page to its end
 * instead of what the screen shows. Says which pages are wider than the screen. CHROMIUM_PATH names another Chromium
 * than /usr/bin/chromium.
 */
import { mkdirSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { launchBrowser, visit } from '#test/e2e/browser.ts'
import { createCameraFeed } from '#test/e2e/camera-feed.ts'
import { createEvent, openOffice } from '#test/e2e/organizer.ts'
import { buyTicket, connectAs, setUpPhone, theCode } from '#test/e2e/people.ts'
import { signVoucherLink } from '#test/e2e/voucher.ts'
import { readArguments, refuse } from './arguments.ts'
import { gateShots } from './screens/gate-shots.ts'
import { guestShots } from './screens/guest-shots.ts'
import { organizerShots } from './screens/organizer-shots.ts'
import { type Place, TOMORROW, TONIGHT } from './screens/place.ts'
import { getDemoSigner } from './seed/demo-signers.ts'
import { createParts } from './stack/parts.ts'
import { startThrowAwayStack } from './stack/throw-away-stack.ts'

const DESK = { width: 1280, height: 800 }
const SIZES = [
  { name: 'phone', viewport: { width: 390, height: 844 } },
  { name: 'desk', viewport: DESK },
] as const
const SCHEMES = ['light', 'dark'] as const
/** Of 100: text stays sharp, and a picture is a tenth of a PNG. */
const QUALITY = 70
const BUYERS = ['Dana', 'Cleo', 'Ben']

const USAGE = 'Usage: npm run -s screenshots -- [--folder FOLDER] [--whole] [NAME …]'

const { values, positionals: names } = readArguments(USAGE, {
  allowPositionals: true,
  options: {
    folder: { type: 'string', default: join(import.meta.dirname, '..', 'docs', 'screens') },
    whole: { type: 'boolean', default: false },
  },
})
const shots = Object.entries({ ...guestShots, ...gateShots, ...organizerShots })
const unknown = names.filter((name) => !shots.some(([known]) => known === name))
if (unknown.length > 0) {
  refuse(
    `No page is called ${unknown.join(', ')}; there are: ${shots.map(([name]) => name).join(', ')}`,
    USAGE,
  )
}
const wanted = shots.filter(([name]) => names.length === 0 || names.includes(name))
mkdirSync(values.folder, { recursive: true })

const chromium = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium'
const parts = createParts()
const browsers: Browser[] = []
const faults: string[] = []
try {
  await takeAll()
} finally {
  await Promise.all(browsers.map((browser) => browser.close()))
  await parts.stopAll()
}
for (const fault of faults) console.error(`✗ ${fault}`)
process.exit(faults.length === 0 ? 0 : 1)

async function takeAll(): Promise<void> {
  const { origin, demo } = await startThrowAwayStack(parts, { say: console.error, log: () => undefined })
  const idOf = (wanted: string) => demo?.events.find(({ name }) => name === wanted)?.eventId ?? ''
  const phones = await launchBrowser(chromium)
  browsers.push(phones)
  const feed = await createCameraFeed((await visit(phones, 'about:blank')).page)
  const browser = await launchBrowser(chromium, feed.path)
  browsers.push(browser)

  const [tonight, tomorrow] = [idOf(TONIGHT), idOf(TOMORROW)]
  const place: Place = {
    origin,
    tonight,
    tomorrow,
    own: await createOwnEvent(phones, origin),
    code: createCodes(phones, origin, tonight),
    link: () => signVoucherLink(origin, tomorrow, getDemoSigner('Olga').privateKey),
  }
  for (const [name, shot] of wanted) {
    for (const { name: size, viewport } of SIZES) {
      for (const colorScheme of SCHEMES) {
        const file = `${name}-${size}-${colorScheme}`
        const options = { viewport, colorScheme, reducedMotion: 'reduce' } as const
        const { page, errors } = await visit(browser, 'about:blank', options)
        await shot(page, place).catch((error: unknown) => faults.push(`${file}: ${error}`))
        faults.push(...errors.map((error) => `${file}: ${error}`))
        if (await isTooWide(page)) faults.push(`${file}: wider than the screen`)
        await take(page, join(values.folder, `${file}.webp`))
        await page.context().close()
      }
    }
    console.error(`✓ ${name}`)
  }
  feed.remove()
}

function isTooWide(page: Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.scrollWidth > innerWidth)
}

/** WebP, which Playwright itself does not write. */
async function take(page: Page, path: string): Promise<void> {
  const devtools = await page.context().newCDPSession(page)
  const { cssContentSize } = await devtools.send('Page.getLayoutMetrics')
  const { data } = await devtools.send('Page.captureScreenshot', {
    format: 'webp',
    quality: QUALITY,
    ...(values.whole && { captureBeyondViewport: true, clip: { ...cssContentSize, scale: 1 } }),
  })
  await writeFile(path, Buffer.from(data, 'base64'))
}

async function createOwnEvent(browser: Browser, origin: string): Promise<string> {
  const { page } = await visit(browser, `${origin}/organizer/new`, { viewport: DESK })
  await openOffice(page, 'Olga')
  const eventId = await createEvent(page, { title: 'Lantern Walk', venue: 'Castle gate', supply: '1000' })
  await page.context().close()
  return eventId
}

/** Pictures of the codes of tickets that are bought one after the other; three buyers, as a tier limits each wallet. */
function createCodes(browser: Browser, origin: string, event: string): () => Promise<Buffer> {
  let bought = 0
  return async () => {
    const { page } = await visit(browser, `${origin}/events/${event}`)
    await page.getByRole('button', { name: 'Connect a wallet to buy' }).first().click()
    await connectAs(page, BUYERS[bought++ % BUYERS.length] ?? '')
    await buyTicket(page, 'Day ticket')
    await setUpPhone(page)
    const picture = await theCode(page).screenshot()
    await page.context().close()
    return picture
  }
}
