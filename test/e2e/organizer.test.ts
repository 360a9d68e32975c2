import { expect } from 'chai'
import type { Browser, Request } from 'playwright-core'
import { demoAccounts } from '#core/chain/demo-accounts.ts'
import { findChromium } from '../setup/tools.ts'
import { until } from '../setup/until.ts'
import { findViolations } from './axe.ts'
import { launchBrowser, type Visit, visit } from './browser.ts'
import { openOffice } from './organizer.ts'
import { addSteward, officeOf } from './people.ts'
import { START_LIMIT_MS, sharedStack } from './stack.ts'

const EVENT = 'Night of the Owls'
const DANA = demoAccounts.find(({ name }) => name === 'Dana')?.address ?? ''

describe('the organizer’s page', function () {
  this.timeout(START_LIMIT_MS)

  let browser: Browser
  let origin: string
  let office: Visit

  before(async function () {
    browser = await launchBrowser(findChromium(this))
    origin = (await sharedStack()).origin
    office = await visit(browser, `${origin}/organizer`)
    await openOffice(office.page, 'Olga')
  })

  after(() => browser?.close())

  /** The events that the gate offers to Dana: those that she organizes herself, and the one that the test adds her to. */
  const eventsAtGate = async () => {
    const { page } = await visit(browser, `${origin}/gate`)
    await openOffice(page, 'Dana')
    const choice = page.getByLabel('Event')
    await choice.or(page.getByText('You are on no staff list')).waitFor()
    const names = (await choice.isVisible()) ? await choice.locator('option').allTextContents() : []
    await page.context().close()
    return names
  }

  it('shows what was issued of each tier, and the numbers at the doors', async () => {
    const event = officeOf(office.page, EVENT)
    await event.getByText('Standing').waitFor()
    await event.getByText('of 500').waitFor()
    expect(await findViolations(office.page)).to.deep.equal([])
    await event.getByRole('definition').first().filter({ hasText: /^\d+$/ }).waitFor()
  })

  it('holds no connection for the numbers of each event, as a browser has few', async () => {
    const open = new Set<Request>()
    const isLive = (request: Request) => request.url().endsWith('/live')
    const { page } = await visit(browser, 'about:blank')
    let begun = 0
    page.on('request', (request) => {
      if (!isLive(request)) return
      open.add(request)
      begun += 1
    })
    page.on('requestfinished', (request) => open.delete(request))
    page.on('requestfailed', (request) => open.delete(request))
    await page.goto(`${origin}/organizer`)
    await openOffice(page, 'Olga')
    await officeOf(page, EVENT).getByRole('definition').first().filter({ hasText: /^\d+$/ }).waitFor()
    await until('the numbers of two events were read', async () => begun >= 2, 60)
    await until('no stream of numbers is open', async () => open.size === 0, 60)
    await page.context().close()
  })

  it('says what is wrong with an address before it sends it', async () => {
    const event = officeOf(office.page, EVENT)
    await event.getByLabel('Wallet to add').fill('0x1234')
    await event.getByRole('button', { name: 'Add', exact: true }).click()
    await event.getByText('An address begins with 0x').waitFor()
  })

  it('lets a steward scan from the moment when he is added until he is removed', async () => {
    expect(await eventsAtGate()).to.not.include(EVENT)
    await addSteward(office.page, EVENT, DANA)
    expect(await eventsAtGate()).to.include(EVENT)
    const remove = officeOf(office.page, EVENT).getByRole('button', { name: `Remove ${DANA}` })
    await remove.click()
    await remove.waitFor({ state: 'detached' })
    expect(await eventsAtGate()).to.not.include(EVENT)
  })

  it('tells somebody without events what to do', async () => {
    const { page } = await visit(browser, `${origin}/organizer`)
    await openOffice(page, 'Ben')
    await page.getByText('No events of yours yet').waitFor()
  })

  it('leaves no error in the page', () => {
    expect(office.errors).to.deep.equal([])
  })
})
