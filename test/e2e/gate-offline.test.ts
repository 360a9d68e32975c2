import { expect } from 'chai'
import type { Browser, Page } from 'playwright-core'
import type { Stack } from '#scripts/stack/stack.ts'
import { findChromium } from '../setup/tools.ts'
import { until } from '../setup/until.ts'
import { findViolations } from './axe.ts'
import { launchBrowser, type Visit, visit } from './browser.ts'
import { type Cable, layCable } from './cable.ts'
import { type CameraFeed, createCameraFeed, filmFrame } from './camera-feed.ts'
import { filmCode, LOOKS } from './hard-feed.ts'
import { signInAtGate, startScanning } from './people.ts'
import { START_LIMIT_MS, sharedStack } from './stack.ts'
import { clearVerdict, readVerdict } from './verdict.ts'

const EVENT = 'Harbour Sessions'
/** No pass, and no other test shows it. */
const CODE = 'HELD UP WITHOUT NETWORK'

describe('the gate that is opened without network', function () {
  this.timeout(START_LIMIT_MS)

  let browser: Browser
  let studioBrowser: Browser
  let studio: Page
  let stack: Stack
  let cable: Cable
  let feed: CameraFeed
  let gate: Visit

  before(async function () {
    const chromium = findChromium(this)
    stack = await sharedStack()
    cable = await layCable(stack.origin)
    studioBrowser = await launchBrowser(chromium)
    studio = (await visit(studioBrowser, 'about:blank')).page
    feed = await createCameraFeed(studio)
    browser = await launchBrowser(chromium, feed.path)
    const session = await signInElsewhere()
    gate = await visit(browser, `${cable.origin}/gate`)
    await gate.page.evaluate((kept) => sessionStorage.setItem('usher.session', kept), session)
    await gate.page.reload()
    await gate.page.getByLabel('Event').selectOption({ label: EVENT })
    await startScanning(gate.page)
    await until('the page and what reads codes are kept', () => gate.page.evaluate(hasKeptScanner), 60)

    await cable.unplug()
    await gate.page.context().setOffline(true)
    feed.show(await filmCode(studio, CODE, LOOKS.clean))
    await gate.page.reload()
  })

  after(async () => {
    await Promise.all([browser?.close(), studioBrowser?.close()])
    feed?.remove()
    await cable?.unplug()
  })

  /** A sign-in names the address that people know, which is not the cable's. */
  const signInElsewhere = async (): Promise<string> => {
    const { page } = await visit(browser, `${stack.origin}/gate`)
    await signInAtGate(page, 'Stefan', EVENT)
    const session = await page.evaluate(() => sessionStorage.getItem('usher.session'))
    await page.context().close()
    return session ?? ''
  }

  it('scans at the post that was chosen, and says that it cannot decide', async () => {
    expect(await readVerdict(gate.page)).to.include({ signal: 'attention', colour: 'amber' })
    expect(await findViolations(gate.page)).to.deep.equal([])
    await clearVerdict(gate.page)
    await gate.page.getByLabel('Connection: Offline').waitFor()
    await gate.page.getByText('1 waiting').waitFor()
  })

  it('keeps what it has scanned, over another reload too', async () => {
    feed.show(await filmFrame(studio, undefined))
    await gate.page.reload()
    await gate.page.getByText('1 waiting').waitFor()
  })

  it('sends it once the network is back, and shows the late answer in the history alone', async () => {
    const sent = gate.page.waitForRequest((request) => request.url().endsWith('/scans'))
    await cable.plugIn()
    await gate.page.context().setOffline(false)
    expect((await sent).postDataJSON()).to.include({ code: CODE })
    await gate.page.getByText('1 answer came late').waitFor()
    expect(await gate.page.locator('[data-verdict]').count()).to.equal(0)
    await gate.page.getByLabel('Connection: Online').waitFor()
  })

  it('leaves no error in the page', () => {
    expect(gate.errors).to.deep.equal([])
  })
})

/** Runs in the page. */
async function hasKeptScanner(): Promise<boolean> {
  const isPageKept = await caches.match('/gate', { ignoreVary: true })
  const files = await caches.open('usher-files-1')
  return isPageKept !== undefined && (await files.keys()).some(({ url }) => url.endsWith('.wasm'))
}
