import { expect } from 'chai'
import type { Browser, Page } from 'playwright-core'
import { findChromium } from '../setup/tools.ts'
import { until } from '../setup/until.ts'
import { launchBrowser, type Visit, visit } from './browser.ts'
import { type CameraFeed, createCameraFeed, filmFrame } from './camera-feed.ts'
import {
  buyTicket,
  connectAs,
  restartScanning,
  setUpPhone,
  signInAtGate,
  startScanning,
  theCode,
} from './people.ts'
import { START_LIMIT_MS, sharedStack } from './stack.ts'
import { readVerdict } from './verdict.ts'

const EVENT = 'Harbour Sessions'

/** A code is good for half a minute after it was made; the leeway of a second keeps clocks out of this. */
const TOO_OLD_MS = 31_000

describe('the way from a ticket to the door', function () {
  this.timeout(START_LIMIT_MS)

  let phones: Browser
  let scanners: Browser
  let guest: Visit
  let steward: Visit
  let studio: Page
  let feed: CameraFeed
  let firstFrame: Buffer
  let firstSeenAt: number

  before(async function () {
    const chromium = findChromium(this)
    const { origin, demo } = await sharedStack()
    const event = demo?.events.find(({ name }) => name === EVENT)
    phones = await launchBrowser(chromium)
    studio = (await visit(phones, 'about:blank')).page
    feed = await createCameraFeed(studio)
    scanners = await launchBrowser(chromium, feed.path)

    steward = await visit(scanners, `${origin}/gate`)
    await signInAtGate(steward.page, 'Stefan', EVENT)
    guest = await visit(phones, `${origin}/events/${event?.eventId}`)
  })

  after(async () => {
    await Promise.all([phones?.close(), scanners?.close()])
    feed?.remove()
  })

  const film = async () => filmFrame(studio, await theCode(guest.page).screenshot())

  it('sells a ticket and shows its pass', async () => {
    const { page } = guest
    await page.getByRole('button', { name: 'Connect a wallet to buy' }).first().click()
    await connectAs(page, 'Dana')
    await buyTicket(page, 'Day ticket')
    await setUpPhone(page)
    // what a benchmark reads; how long it may take is not for a test on a busy machine
    expect(await page.evaluate(() => performance.getEntriesByName('usher:code').length)).to.be.at.least(1)
  })

  it('admits it: the camera reads the phone, the whole screen turns green', async () => {
    firstFrame = await film()
    firstSeenAt = Date.now()
    feed.show(firstFrame)
    await startScanning(steward.page)
    const { signal, text, colour } = await readVerdict(steward.page)
    expect(signal).to.equal('admit')
    expect(text).to.contain('Admit').and.to.contain('Day ticket')
    expect(colour).to.equal('green')
  })

  it('refuses its next code: already used, with the first time and gate, in red', async () => {
    const before = await theCode(guest.page).innerHTML()
    await until(
      'the phone shows another code',
      async () => (await theCode(guest.page).innerHTML()) !== before,
    )
    feed.show(await film())
    await restartScanning(steward.page)
    const { signal, reason, text, colour } = await readVerdict(steward.page)
    expect({ signal, reason }).to.deep.equal({ signal: 'refuse', reason: 'already_redeemed' })
    expect(text)
      .to.contain('Used')
      .and.to.match(/Already admitted at \d\d:\d\d, gate 1/i)
    expect(colour).to.equal('red')
  })

  it('refuses a picture of the first code, half a minute later', async () => {
    await until('the first code is too old', () => Date.now() - firstSeenAt > TOO_OLD_MS, 60)
    feed.show(firstFrame)
    await restartScanning(steward.page)
    const { signal, reason } = await readVerdict(steward.page)
    expect({ signal, reason }).to.deep.equal({ signal: 'refuse', reason: 'pass_expired' })
  })

  it('leaves no error in either page', () => {
    expect(guest.errors).to.deep.equal([])
    expect(steward.errors).to.deep.equal([])
  })
})
