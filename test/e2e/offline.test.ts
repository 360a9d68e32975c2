import { expect } from 'chai'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { privateKeyToAccount } from 'viem/accounts'
import { parseEventId } from '#core/event-id.ts'
import { createApi } from '#scripts/client/api.ts'
import { signIn } from '#scripts/client/sign-in.ts'
import { createScanner } from '#scripts/demo/gate.ts'
import type { Stack } from '#scripts/stack/stack.ts'
import { findChromium } from '../setup/tools.ts'
import { until } from '../setup/until.ts'
import { findViolations } from './axe.ts'
import { launchBrowser, visit } from './browser.ts'
import { type Cable, layCable } from './cable.ts'
import { connectAs, setUpPhone, theCode } from './people.ts'
import { START_LIMIT_MS, sharedStack } from './stack.ts'

const EVENT = 'Harbour Sessions'
const KEEP_LIMIT_SECONDS = 60

describe('the pages without network', function () {
  this.timeout(START_LIMIT_MS)

  let browser: Browser
  let stack: Stack
  let cable: Cable
  let eventId: string

  before(async function () {
    browser = await launchBrowser(findChromium(this))
    stack = await sharedStack()
    cable = await layCable(stack.origin)
    eventId = stack.demo?.events.find(({ name }) => name === EVENT)?.eventId ?? ''
  })

  after(async () => {
    await browser?.close()
    await cable?.unplug()
  })

  afterEach(() => cable.plugIn())

  /** Nothing gets through: the browser believes itself offline, and nobody listens where the server was. */
  const goOffline = async (context: BrowserContext) => {
    await cable.unplug()
    await context.setOffline(true)
  }
  const goOnline = async (context: BrowserContext) => {
    await cable.plugIn()
    await context.setOffline(false)
  }

  const isKept = (page: Page, path: string) =>
    until(
      `${path} is kept for times without network`,
      () => page.evaluate((wanted) => caches.match(wanted, { ignoreVary: true }).then(Boolean), path),
      KEEP_LIMIT_SECONDS,
    )

  const answersOf = (page: Page, part: string) =>
    page.evaluate(async (wanted) => {
      const open = indexedDB.open('usher-answers')
      await new Promise((resolve) => open.addEventListener('success', resolve))
      const all = open.result.transaction('answers').objectStore('answers').getAllKeys()
      await new Promise((resolve) => all.addEventListener('success', resolve))
      open.result.close()
      return all.result.map(String).filter((id) => id.includes(wanted)).length
    }, part)

  it('show the ticket and a code that the door admits, from the second visit on', async () => {
    const tokenId = '1000002'
    const path = `/tickets/${eventId}/${tokenId}`
    const first = await visit(browser, `${cable.origin}${path}`)
    const context = first.page.context()
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    await connectAs(first.page, 'Ada')
    await setUpPhone(first.page)
    await isKept(first.page, path)
    await isKept(first.page, '/tickets')
    await first.page.close()

    await goOffline(context)
    const page = await context.newPage()
    await page.goto(`${cable.origin}${path}`)
    await theCode(page).waitFor()
    await page.reload()
    await theCode(page).waitFor()
    await page
      .getByText(/No connection\. You see it as of /)
      .first()
      .waitFor()
    expect(await findViolations(page)).to.deep.equal([])

    await page.getByRole('button', { name: 'Copy it (demo)' }).click()
    await page.getByRole('button', { name: 'Copied: paste it at the gate' }).waitFor()
    const code = await page.evaluate(() => navigator.clipboard.readText())
    const answer = await scanAsSteward(code)
    expect(answer).to.include({ verdict: 'admit' })
    expect(answer.ticket?.tokenId).to.equal(tokenId)

    await goOnline(context)
    await page.getByText(/No connection/).waitFor({ state: 'detached' })
    await context.close()
  })

  it('show the list of tickets as it was, and when that was', async () => {
    const { page } = await visit(browser, `${cable.origin}/tickets`)
    const context = page.context()
    await connectAs(page, 'Ada')
    await page.getByRole('heading', { name: EVENT }).first().waitFor()
    await isKept(page, '/tickets')
    await isKept(page, `/tickets/${eventId}/1000001`)
    await until('the list is kept', async () => (await answersOf(page, '"tickets"')) > 0)

    await goOffline(context)
    await page.reload()
    await page.getByRole('heading', { name: EVENT }).first().waitFor()
    await page.getByText(/No connection\. You see it as of /).waitFor()
    // a ticket that was never opened: its page was kept with the list
    await page.getByRole('link', { name: EVENT }).first().click()
    await page
      .getByRole('heading', { level: 1, name: EVENT })
      .or(page.getByText('No connection').first())
      .first()
      .waitFor()
    await goOnline(context)
    await context.close()
  })

  it('open the gate, which says that it cannot decide', async () => {
    const { page } = await visit(browser, `${cable.origin}/gate`)
    const context = page.context()
    await isKept(page, '/gate')
    await isKept(page, '/offline')
    await goOffline(context)
    await page.reload()
    await page.getByRole('heading', { name: 'Scan at a gate' }).waitFor()
    await page.goto(`${cable.origin}/organizer`)
    await page.getByRole('heading', { name: 'This page is not on your phone yet' }).waitFor()
    expect(await findViolations(page)).to.deep.equal([])
    await goOnline(context)
    await context.close()
  })

  it('forget an account that leaves: its tickets, its keys and its pages', async () => {
    const path = `/tickets/${eventId}/1000001`
    const { page } = await visit(browser, `${cable.origin}/tickets`)
    const context = page.context()
    await connectAs(page, 'Ada')
    await until('the list is kept', async () => (await answersOf(page, '"tickets"')) > 0)
    await page.goto(`${cable.origin}${path}`)
    await setUpPhone(page)
    await isKept(page, path)
    await page.getByRole('button', { name: 'Ada' }).click()
    await page.getByRole('button', { name: 'Disconnect' }).click()
    await page.getByText('Is this your ticket?').waitFor()
    await until('nothing of hers is kept', async () => {
      const isPageKept = await page.evaluate(
        (wanted) => caches.match(wanted, { ignoreVary: true }).then(Boolean),
        path,
      )
      return !isPageKept && (await answersOf(page, '"tickets"')) === 0
    })
    await goOffline(context)
    await page.goto(`${cable.origin}/tickets`)
    await page.getByText('Which wallet holds your tickets?').waitFor()
    expect(await page.getByText(EVENT).count()).to.equal(0)
    await goOnline(context)
    await context.close()
  })

  /** Past the cable: the door has a network of its own. */
  async function scanAsSteward(code: string) {
    const api = createApi(stack.origin)
    const id = parseEventId(eventId)
    const steward = stack.demo?.accounts.find(({ name }) => name === 'Stefan')
    if (!id || !steward) throw new Error('the demo has an event and a steward')
    const scanner = createScanner(api, id, await signIn(api, privateKeyToAccount(steward.privateKey)))
    return scanner.scan(code)
  }
})
