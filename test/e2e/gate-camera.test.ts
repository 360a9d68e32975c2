import { expect } from 'chai'
import type { Browser, Page } from 'playwright-core'
import { scanRequest } from '#core/api/scan.ts'
import { formatPass } from '#core/pass-text.ts'
import { findChromium } from '../setup/tools.ts'
import { launchBrowser, type Visit, visit } from './browser.ts'
import { type CameraFeed, createCameraFeed } from './camera-feed.ts'
import { filmCode, LOOKS } from './hard-feed.ts'
import { restartScanning, signInAtGate, startScanning } from './people.ts'
import { START_LIMIT_MS, sharedStack } from './stack.ts'

const EVENT = 'Harbour Sessions'

/** A code as phones show it; nobody has signed it, so each is refused and none occupies a ticket. */
const codeOf = (tokenId: bigint) =>
  formatPass(
    {
      form: 'short',
      eventTag: '0x8fa1c3d7',
      tokenId,
      madeAt: 1_812_823_200,
      gateCode: 0,
      keyTag: '0x5b29e604',
      signature: Uint8Array.from({ length: 64 }, (_, at) => (at * 89 + 41) % 256),
    },
    'HTTPS://TICKETS.EXAMPLE/P/',
  )

describe('the gate’s camera', function () {
  this.timeout(START_LIMIT_MS)

  let studioBrowser: Browser
  let browser: Browser
  let studio: Page
  let feed: CameraFeed
  let gate: Visit

  before(async function () {
    const chromium = findChromium(this)
    const { origin } = await sharedStack()
    studioBrowser = await launchBrowser(chromium)
    studio = (await visit(studioBrowser, 'about:blank')).page
    feed = await createCameraFeed(studio)
    browser = await launchBrowser(chromium, feed.path)
    gate = await visit(browser, `${origin}/gate`)
    await signInAtGate(gate.page, 'Stefan', EVENT)
    await startScanning(gate.page)
  })

  after(async () => {
    await Promise.all([studioBrowser?.close(), browser?.close()])
    feed?.remove()
  })

  for (const [at, [name, look]] of Object.entries(LOOKS).entries()) {
    it(`reads a picture that is ${name}`, async () => {
      const code = codeOf(1_000_100n + BigInt(at))
      feed.show(await filmCode(studio, code, look))
      const asked = gate.page.waitForRequest((request) => request.url().endsWith('/scans'))
      await restartScanning(gate.page)
      expect(scanRequest.parse((await asked).postDataJSON()).code).to.equal(code)
    })
  }

  it('leaves no error in the page', () => {
    expect(gate.errors).to.deep.equal([])
  })
})
