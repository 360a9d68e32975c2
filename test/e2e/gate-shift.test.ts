import { expect } from 'chai'
import type { Browser, Page } from 'playwright-core'
import { type ScanRequest, scanRequest } from '#core/api/scan.ts'
import { findChromium } from '../setup/tools.ts'
import { findViolations } from './axe.ts'
import { launchBrowser, type Visit, visit } from './browser.ts'
import { type CameraFeed, createCameraFeed } from './camera-feed.ts'
import { connectAs, setUpPhone, signInAtGate, startScanning, theCode } from './people.ts'
import { START_LIMIT_MS, sharedStack } from './stack.ts'
import { clearVerdict, readVerdict } from './verdict.ts'

const EVENT = 'Harbour Sessions'
/** Cleo’s, and no other test scans it. */
const TICKET = '3000001'

describe('a shift at the gate', function () {
  this.timeout(START_LIMIT_MS)

  let browser: Browser
  let feed: CameraFeed
  let gate: Visit
  let phone: Page

  before(async function () {
    const chromium = findChromium(this)
    const { origin, demo } = await sharedStack()
    const eventId = demo?.events.find(({ name }) => name === EVENT)?.eventId
    const studio = await launchBrowser(chromium)
    feed = await createCameraFeed((await visit(studio, 'about:blank')).page)
    await studio.close()
    browser = await launchBrowser(chromium, feed.path)
    gate = await visit(browser, `${origin}/gate`)
    await signInAtGate(gate.page, 'Sofia', EVENT)
    phone = (await visit(browser, `${origin}/tickets/${eventId}/${TICKET}`)).page
    await connectAs(phone, 'Cleo')
    await setUpPhone(phone)
  })

  after(async () => {
    await browser?.close()
    feed?.remove()
  })

  const showPass = async () =>
    gate.page.getByLabel('Picture of a code').setInputFiles({
      name: 'code.png',
      mimeType: 'image/png',
      buffer: await theCode(phone).screenshot(),
    })
  /** What the next scan asks for. */
  const nextScan = async (): Promise<ScanRequest> => {
    const asked = await gate.page.waitForRequest((request) => request.url().endsWith('/scans'))
    return scanRequest.parse(asked.postDataJSON())
  }
  const type = async (text: string) => {
    await gate.page.getByRole('button', { name: 'Type' }).click()
    await gate.page.getByRole('textbox', { name: 'Code' }).fill(text)
    await gate.page.getByRole('button', { name: 'Check' }).click()
  }

  it('begins with a post, which can ask for two steps', async () => {
    await gate.page.getByLabel('Ask me before letting in').check()
    expect(await findViolations(gate.page)).to.deep.equal([])
    await startScanning(gate.page)
    expect(await findViolations(gate.page)).to.deep.equal([])
  })

  describe('in two steps', () => {
    const question = () => gate.page.locator('[data-asking]')
    const decide = async (name: 'Allow' | 'Deny') => {
      const tap = async () => {
        await gate.page.getByRole('button', { name }).focus()
        await gate.page.keyboard.press('Enter')
      }
      const [{ decision }] = await Promise.all([nextScan(), tap()])
      return decision
    }

    it('shows the ticket', async () => {
      await showPass()
      await gate.page.getByRole('heading', { name: 'Let this guest in?' }).waitFor()
      await question().getByText('Crew · No 1').waitFor()
      expect(await findViolations(gate.page)).to.deep.equal([])
    })

    it('lets nobody in without a tap', async () => {
      await question().waitFor({ state: 'hidden' })
      expect(await readVerdict(gate.page)).to.include({ signal: 'refuse', colour: 'red' })
      await clearVerdict(gate.page)
    })

    it('keeps a guest out whom the steward denies, by keyboard alone', async () => {
      await showPass()
      await question().waitFor()
      expect(await decide('Deny')).to.equal('deny')
      expect(await readVerdict(gate.page)).to.include({ signal: 'refuse', reason: 'rules', colour: 'red' })
      await clearVerdict(gate.page)
    })

    it('lets in whom the steward allows', async () => {
      await showPass()
      await question().waitFor()
      expect(await decide('Allow')).to.equal('allow')
      expect(await readVerdict(gate.page)).to.include({ signal: 'admit', colour: 'green' })
      await clearVerdict(gate.page)
    })

    it('asks nobody about a ticket that is inside', async () => {
      await showPass()
      expect(await readVerdict(gate.page)).to.include({ signal: 'refuse', reason: 'already_redeemed' })
      await clearVerdict(gate.page)
    })
  })

  describe('after some guests', () => {
    it('counts who came in here', async () => {
      await gate.page.getByText(/^\d+ admitted at this gate$/).waitFor({ state: 'attached' })
    })

    it('remembers that it is to be silent', async () => {
      const sound = gate.page.getByRole('button', { name: 'Sound' })
      await sound.click()
      await gate.page.reload()
      await gate.page.getByText('Hold the guest’s code in the frame').waitFor()
      expect(await sound.getAttribute('aria-pressed')).to.equal('false')
    })

    it('recalls after a reload what it was answered', async () => {
      await gate.page.getByRole('button', { name: 'Last' }).click()
      await gate.page.getByText('This shift: 1 in, 3 refused').waitFor()
      expect(await findViolations(gate.page)).to.deep.equal([])
      await gate.page.getByRole('button', { name: 'Last' }).click()
    })
  })

  describe('when the network is gone', () => {
    after(() => gate.page.context().setOffline(false))

    it('keeps a scan that nobody decides, and tells of its answer in the history alone', async () => {
      await gate.page.context().setOffline(true)
      await gate.page.getByLabel('Connection: Offline').waitFor()
      await type('TYPED WITHOUT NETWORK')
      expect(await readVerdict(gate.page)).to.include({ signal: 'attention', colour: 'amber' })
      expect(await findViolations(gate.page)).to.deep.equal([])
      await clearVerdict(gate.page)
      await gate.page.getByText('1 waiting').waitFor()

      const sent = nextScan()
      await gate.page.context().setOffline(false)
      expect((await sent).code).to.equal('TYPED WITHOUT NETWORK')
      await gate.page.getByText('1 answer came late').waitFor()
      expect(await gate.page.locator('[data-verdict]').count()).to.equal(0)
      await gate.page.getByRole('button', { name: 'Last' }).click()
      await gate.page.getByRole('list', { name: 'Last scans' }).getByText('came late').first().waitFor()
    })
  })

  describe('at its end', () => {
    it('has left no error in the page', () => {
      expect(gate.errors).to.deep.equal([])
    })
  })
})
