import { createHash, X509Certificate } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import type { Browser } from 'playwright-core'
import { formatDemoLink } from '#core/demo-link.ts'
import { createApi } from '#scripts/client/api.ts'
import { signIn } from '#scripts/client/sign-in.ts'
import { getDemoSigner } from '#scripts/seed/demo-signers.ts'
import { type Lan, openLan } from '#scripts/stack/lan.ts'
import { createParts } from '#scripts/stack/parts.ts'
import { findFreePort } from '#scripts/stack/ports.ts'
import type { Stack } from '#scripts/stack/stack.ts'
import { startThrowAwayStack } from '#scripts/stack/throw-away-stack.ts'
import { findChromium } from '../setup/tools.ts'
import { until } from '../setup/until.ts'
import { findViolations } from './axe.ts'
import { launchBrowser, type Visit, visit } from './browser.ts'
import { type CameraFeed, createCameraFeed } from './camera-feed.ts'
import { connectAs, setUpPhone, signInAtGate, startScanning, theCode } from './people.ts'
import { START_LIMIT_MS } from './stack.ts'
import { readVerdict } from './verdict.ts'

const EVENT = 'Harbour Sessions'
const TICKET = '1000001'
/** A machine that runs tests may be on no network; its own name for itself takes the same way. */
const ADDRESS = '127.0.0.1'

describe('a start for phones on the same network', function () {
  this.timeout(START_LIMIT_MS)

  const parts = createParts()
  let folder: string
  let lan: Lan
  let stack: Stack
  let browser: Browser
  let feed: CameraFeed
  let link: string
  const visits: Visit[] = []

  before(async function () {
    const chromium = findChromium(this)
    folder = mkdtempSync(join(tmpdir(), 'usher-test-'))
    const port = await findFreePort()
    lan = await openLan(folder, ADDRESS, port, new Date())
    stack = await startThrowAwayStack(parts, {
      say: () => undefined,
      log: () => undefined,
      change: { ...lan.env, PORT: String(port) },
      demoSeed: lan.demoSeed,
    })
    link = formatDemoLink(stack.origin, lan.demoSeed)
    const studio = await launchBrowser(chromium)
    feed = await createCameraFeed((await visit(studio, 'about:blank')).page)
    await studio.close()
    // as on a phone whose owner has accepted the certificate
    const accepted = `--ignore-certificate-errors-spki-list=${keyHash(lan.env.TLS_CERT_FILE)}`
    browser = await launchBrowser(chromium, feed.path, [accepted])
  })

  after(async () => {
    await browser?.close()
    feed?.remove()
    await parts.stopAll()
    if (folder) rmSync(folder, { recursive: true, force: true })
  })

  /** Another phone. */
  const open = async (url: string): Promise<Visit['page']> => {
    const opened = await visit(browser, url)
    visits.push(opened)
    return opened.page
  }

  /** Another phone that was shown the link; its page has taken the accounts out of the address. */
  const openByLink = async (): Promise<Visit['page']> => {
    const page = await open(link)
    await page.waitForURL((url) => url.hash === '')
    return page
  }

  it('is reached by https at its address, and keeps chain and database to itself', () => {
    expect(new URL(stack.origin).protocol).to.equal('https:')
    for (const url of [stack.rpcUrl, stack.ownerUrl]) expect(new URL(url).hostname).to.equal('127.0.0.1')
  })

  it('offers no account to a phone that was not shown the link', async () => {
    const page = await open(`${stack.origin}/tickets`)
    await page.getByText('Scan the code in the terminal').waitFor()
    expect(await page.getByRole('button', { name: /^Ada/ }).count()).to.equal(0)
    expect(await findViolations(page)).to.deep.equal([])
  })

  it('refuses the accounts whose keys everybody knows', async () => {
    const api = createApi(stack.origin)
    const refused = await failureOf(signIn(api, getDemoSigner('Olga').account))
    expect(refused).to.include('403')
    const own = stack.demo?.accounts.map(({ address }) => address) ?? []
    expect(own).to.have.length.above(0)
    expect(own).to.not.include(getDemoSigner('Olga').address)
  })

  it('lets one phone be the guest and another the gate', async () => {
    const eventId = stack.demo?.events.find(({ name }) => name === EVENT)?.eventId
    const guest = await openByLink()
    await guest.getByText(EVENT).first().waitFor()
    await guest.goto(`${stack.origin}/tickets/${eventId}/${TICKET}`)
    await connectAs(guest, 'Ada')
    await setUpPhone(guest)

    const gate = await openByLink()
    await gate.goto(`${stack.origin}/gate`)
    await signInAtGate(gate, 'Stefan', EVENT)
    await startScanning(gate)
    const picture = { name: 'code.png', mimeType: 'image/png', buffer: await theCode(guest).screenshot() }
    await gate.getByLabel('Picture of a code').setInputFiles(picture)
    expect(await readVerdict(gate)).to.include({ signal: 'admit', colour: 'green' })
    // by the stream of live counts
    await gate.getByText('1 admitted at this gate').waitFor({ state: 'attached' })
    await gate.getByLabel('Connection: Online').waitFor()

    const cookies = await gate.context().cookies()
    const session = cookies.filter(({ name }) => name.startsWith('__Host-usher-'))
    expect(session.map(({ name }) => name)).to.include('__Host-usher-refresh')
    for (const { secure, httpOnly } of session)
      expect({ secure, httpOnly }).to.deep.equal({ secure: true, httpOnly: true })
  })

  it('lets a guest buy through its proxy to the chain', async () => {
    const eventId = stack.demo?.events.find(({ name }) => name === EVENT)?.eventId
    const page = await openByLink()
    await page.goto(`${stack.origin}/events/${eventId}`)
    await page.getByRole('button', { name: 'Connect a wallet to buy' }).first().click()
    await connectAs(page, 'Dana')
    await page.getByRole('button', { name: 'Buy one' }).first().click()
    await page.getByRole('link', { name: 'Open your ticket' }).waitFor()
  })

  it('keeps pages for times without network', async () => {
    const page = await open(`${stack.origin}/tickets`)
    const isKept = () => page.evaluate(() => caches.match('/tickets', { ignoreVary: true }).then(Boolean))
    await until('the page is kept', isKept, 60)
  })

  it('leaves no error in the pages', () => {
    expect(visits.flatMap(({ errors }) => errors)).to.deep.equal([])
  })
})

/** What Chromium calls a certificate's key. */
function keyHash(certFile: string): string {
  const { publicKey } = new X509Certificate(readFileSync(certFile))
  return createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('base64')
}

async function failureOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'nothing failed',
    (error: Error) => error.message,
  )
}
