import { expect } from 'chai'
import type { Browser, Page } from 'playwright-core'
import { scanRequest } from '#core/api/scan.ts'
import { type LAYOUTS, strike } from '../app/gate/keyboards.ts'
import { findChromium } from '../setup/tools.ts'
import { until } from '../setup/until.ts'
import { findViolations } from './axe.ts'
import { launchBrowser, type Visit, visit } from './browser.ts'
import { type CameraFeed, createCameraFeed } from './camera-feed.ts'
import { connectAs, setUpPhone, signInAtGate, startScanning, theCode } from './people.ts'
import { START_LIMIT_MS, sharedStack } from './stack.ts'
import { clearVerdict, readVerdict } from './verdict.ts'

const EVENT = 'Harbour Sessions'
/** Ben holds three tickets of this event from the start. */
const TICKETS = { upload: '1000003', wedge: '2000001' }

describe('the gate page', function () {
  this.timeout(START_LIMIT_MS)

  let browser: Browser
  let feed: CameraFeed
  let origin: string
  let eventId: string
  let gate: Visit

  before(async function () {
    const chromium = findChromium(this)
    const stack = await sharedStack()
    origin = stack.origin
    eventId = stack.demo?.events.find(({ name }) => name === EVENT)?.eventId ?? ''
    const studio = await launchBrowser(chromium)
    feed = await createCameraFeed((await visit(studio, 'about:blank')).page)
    await studio.close()
    browser = await launchBrowser(chromium, feed.path)

    gate = await visit(browser, `${origin}/gate`)
    await signInAtGate(gate.page, 'Sofia', EVENT)
    await startScanning(gate.page)
  })

  after(async () => {
    await browser?.close()
    feed?.remove()
  })

  afterEach(() => clearVerdict(gate.page))

  const openPass = async (tokenId: string): Promise<Page> => {
    const { page } = await visit(browser, `${origin}/tickets/${eventId}/${tokenId}`)
    await connectAs(page, 'Ben')
    await setUpPhone(page)
    return page
  }
  const type = async (text: string) => {
    await gate.page.getByRole('button', { name: 'Type' }).click()
    await gate.page.getByRole('textbox', { name: 'Code' }).fill(text)
    await gate.page.getByRole('button', { name: 'Check' }).click()
  }
  /** Uploads a screenshot; answers the text that the page read in it. */
  const upload = async (picture: Buffer): Promise<string> => {
    const asked = gate.page.waitForRequest((request) => request.url().endsWith('/scans'))
    const file = { name: 'code.png', mimeType: 'image/png', buffer: picture }
    await gate.page.getByLabel('Picture of a code').setInputFiles(file)
    return scanRequest.parse((await asked).postDataJSON()).code
  }

  it('reads an uploaded picture', async () => {
    const phone = await openPass(TICKETS.upload)
    await upload(await theCode(phone).screenshot())
    expect(await readVerdict(gate.page)).to.include({ signal: 'admit', colour: 'green' })
    expect(await findViolations(gate.page)).to.deep.equal([])
  })

  it('says that a picture shows no code', async () => {
    await gate.page.getByLabel('Picture of a code').setInputFiles({
      name: 'wall.jpeg',
      mimeType: 'image/jpeg',
      buffer: await gate.page.screenshot({ type: 'jpeg' }),
    })
    await gate.page.getByText('No code found in that picture').waitFor()
  })

  /** Has a hardware scanner, which plays a US keyboard, type a text to a device of another layout. */
  const scanAsKeyboard = (text: string, hears: keyof typeof LAYOUTS, end: string) =>
    gate.page.evaluate(
      (keys) => {
        for (const key of keys) dispatchEvent(new KeyboardEvent('keydown', { ...key, cancelable: true }))
      },
      [...strike(text, 'us', hears), { key: end, code: end, shiftKey: false }],
    )

  it('takes what a hardware scanner types, in lower case and in the layout of another country too', async () => {
    const phone = await openPass(TICKETS.wedge)
    const code = await upload(await theCode(phone).screenshot())
    expect(await readVerdict(gate.page)).to.include({ signal: 'admit' })
    await clearVerdict(gate.page)
    for (const [hears, end] of [
      ['us', 'Enter'],
      ['de', 'Enter'],
      ['fr', 'Tab'],
    ] as const) {
      await scanAsKeyboard(code.toLowerCase(), hears, end)
      expect(await readVerdict(gate.page)).to.include({ signal: 'refuse', reason: 'already_redeemed' })
      await clearVerdict(gate.page)
    }
  })

  it('refuses typed garbage, and keeps it in the list of last scans', async () => {
    await type('NO CODE AT ALL')
    expect(await readVerdict(gate.page)).to.include({ signal: 'refuse', reason: 'invalid', colour: 'red' })
    expect(await findViolations(gate.page)).to.deep.equal([])
    await clearVerdict(gate.page)
    await gate.page.getByRole('button', { name: 'Last' }).click()
    await gate.page.getByRole('list', { name: 'Last scans' }).getByText('Not a pass').first().waitFor()
    expect(await findViolations(gate.page)).to.deep.equal([])
    await gate.page.getByRole('button', { name: 'Last' }).click()
  })

  describe('when the network is gone', () => {
    it('says that it cannot decide, keeps the scan, and shows the verdict once it is back', async () => {
      const context = gate.page.context()
      await context.setOffline(true)
      await type('TYPED WITHOUT NETWORK')
      const undecided = await readVerdict(gate.page)
      expect(undecided).to.include({ signal: 'attention', colour: 'amber' })
      expect(undecided.text).to.contain('cannot decide').and.to.contain('kept')
      await gate.page.getByLabel('Connection: Offline').waitFor()
      await gate.page.getByText('1 waiting').waitFor()

      await context.setOffline(false)
      await until('the scan is decided', async () => (await readVerdict(gate.page)).signal === 'refuse')
      await clearVerdict(gate.page)
      await gate.page.getByText('1 waiting').waitFor({ state: 'detached' })
    })
  })

  describe('when the sign-in ends', () => {
    /** Changes what the tab keeps of its session. */
    const changeSession = (change: Record<string, string>) =>
      gate.page.evaluate((changed) => {
        const kept = JSON.parse(sessionStorage.getItem('usher.session') ?? '{}')
        sessionStorage.setItem('usher.session', JSON.stringify({ ...kept, ...changed }))
      }, change)

    it('renews an access token that has run out, unseen', async () => {
      const renewed = gate.page.waitForResponse((response) => response.url().endsWith('/api/auth/refresh'))
      await changeSession({ accessTokenExpiresAt: new Date(0).toISOString() })
      await type('TYPED WITH AN OLD TOKEN')
      expect((await renewed).status()).to.equal(200)
      expect(await readVerdict(gate.page)).to.include({ signal: 'refuse', reason: 'invalid' })
    })

    it('asks to sign in again, and sends the scan that it has kept', async () => {
      await changeSession({ accessToken: 'ended', refreshToken: 'ended' })
      await type('TYPED AFTER THE END')
      await gate.page.getByRole('button', { name: 'Sign in' }).waitFor()
      const sent = gate.page.waitForResponse(
        (response) => response.url().endsWith('/scans') && response.status() === 200,
      )
      await gate.page.getByRole('button', { name: 'Sign in' }).click()
      await gate.page.getByText('Hold the guest’s code in the frame').waitFor()
      expect((await sent).request().postDataJSON()).to.include({ code: 'TYPED AFTER THE END' })
      await gate.page.getByRole('button', { name: 'Last' }).click()
      await gate.page.getByRole('list', { name: 'Last scans' }).getByText('Not a pass').first().waitFor()
      await gate.page.getByRole('button', { name: 'Last' }).click()
    })
  })

  it('lets an outsider scan nothing, and says what to do', async () => {
    const { page } = await visit(browser, `${origin}/gate`)
    await connectAs(page, 'Cleo')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByText('You are on no staff list').waitFor()
  })

  it('leaves no error in the page', () => {
    expect(gate.errors).to.deep.equal([])
  })
})
