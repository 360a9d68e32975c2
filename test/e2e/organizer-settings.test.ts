import { expect } from 'chai'
import type { Browser, Page } from 'playwright-core'
import { usherEventAbi } from '#core/chain/abi/usher-event.ts'
import { demoAccounts } from '#core/chain/demo-accounts.ts'
import { parseEventId } from '#core/event-id.ts'
import { getDemoSigner } from '#scripts/seed/demo-signers.ts'
import type { Stack } from '#scripts/stack/stack.ts'
import { findChromium } from '../setup/tools.ts'
import { until } from '../setup/until.ts'
import { findViolations } from './axe.ts'
import { launchBrowser, type Visit, visit } from './browser.ts'
import { confirm, openChain } from './new-event.ts'
import { createEvent, openOffice } from './organizer.ts'
import { START_LIMIT_MS, sharedStack } from './stack.ts'

const DESK = { width: 1280, height: 900 }
const DAY_MS = 86_400_000
const PATIENCE_S = 60

const addressOf = (name: string) => demoAccounts.find((account) => account.name === name)?.address ?? ''

describe('what of an event may still change', function () {
  this.timeout(START_LIMIT_MS)

  let browser: Browser
  let stack: Stack
  let desk: Visit
  let page: Page
  /** has the issuer’s role, for a while */
  let cleo: Page
  let eventId: string

  before(async function () {
    browser = await launchBrowser(findChromium(this))
    stack = await sharedStack()
    desk = await visit(browser, `${stack.origin}/organizer/new`, { viewport: DESK, timezoneId: 'UTC' })
    page = desk.page
    await openOffice(page, 'Olga')
    eventId = await createEvent(page, { title: 'Changing Night', venue: 'Pier 4' })
    await page.getByRole('link', { name: 'Open its desk' }).click()
    await page.getByRole('navigation', { name: 'Parts of this event' }).getByText('Settings').click()
    await page.getByRole('heading', { name: 'Fixed when it was created' }).waitFor()
  })

  after(() => browser?.close())

  const findEvent = async () => (await fetch(`${stack.origin}/api/events/${eventId}`)).json()
  const tier = (name: string) => page.getByRole('region', { name })
  const expectNoViolations = async (on: Page) => expect(await findViolations(on)).to.deep.equal([])
  /** The desk of the event as another person sees it. */
  const visitAs = async (name: string, section: string): Promise<Page> => {
    const other = await visit(browser, `${stack.origin}/organizer/${eventId}${section}`)
    await openOffice(other.page, name)
    return other.page
  }

  it('is shown with what is fixed, and why', async () => {
    await page.getByText('It stands in every wallet that holds a ticket.').waitFor()
    await page.getByText('24 hours').first().waitFor()
    await expectNoViolations(page)
  })

  it('is everything about a tier before its first ticket', async () => {
    await tier('Tier Floor').getByText('everything may change').waitFor()
    await tier('Tier Floor').getByLabel('Price in ETH').fill('a lot')
    await tier('Tier Floor').getByRole('button', { name: 'Change on chain' }).click()
    await tier('Tier Floor').getByText('A number like 0.05.').waitFor()
    await tier('Tier Floor').getByLabel('Price in ETH').fill('0.08')
    await tier('Tier Floor').getByLabel('Name').fill('Stalls')
    await tier('Tier Floor').getByRole('button', { name: 'Change on chain' }).click()
    await tier('Tier Stalls').waitFor()
    const { tiers } = await findEvent()
    expect(tiers[0]).to.include({ name: 'Stalls', price: '80000000000000000', supply: 40 })
  })

  it('is how many tiers there are', async () => {
    const sheet = page.getByRole('region', { name: 'Another tier' })
    await sheet.getByRole('button', { name: 'Add it on chain' }).click()
    await sheet.getByText('This is needed.').waitFor()
    await expectNoViolations(page)
    await sheet.getByLabel('Name').fill('Crew')
    await sheet.getByLabel('Passing on').selectOption('bound')
    await sheet.getByRole('button', { name: 'Add it on chain' }).click()
    await tier('Tier Crew').waitFor()
    expect((await findEvent()).tiers[1]).to.include({ name: 'Crew', transferPolicy: 'bound', supply: 100 })
  })

  it('is each time by itself before the first ticket, the cut-off too', async () => {
    const end = await page.getByLabel('End', { exact: true }).inputValue()
    const later = new Date(Date.parse(`${end}:00Z`) + DAY_MS).toISOString().slice(0, 16)
    await page.getByLabel('Tickets stop moving').fill(later)
    await page.getByText('Tickets must stop moving before the end.').waitFor()
    const passed = new Date(Date.parse(`${end}:00Z`) - 30 * DAY_MS).toISOString().slice(0, 16)
    await page.getByLabel('Tickets stop moving').fill(passed)
    await page.getByLabel('End', { exact: true }).fill(later)
    await page.getByRole('button', { name: 'Move it' }).click()
    const hasMoved = async () => (await findEvent()).endsAt === `${later}:00.000Z`
    await until('the event to end a day later', hasMoved, PATIENCE_S)
    expect((await findEvent()).cutOffAt).to.equal(`${passed}:00.000Z`)
  })

  it('is who issues tickets and who marks them, on chain', async () => {
    const type = async (role: string, name: string) => {
      await page.getByLabel('Wallet that gets a role').fill(addressOf(name))
      await page.getByLabel('Role on chain').selectOption(role)
    }
    const give = () => page.getByRole('button', { name: 'Give the role' }).click()
    const holder = (role: string, name: string) =>
      page.getByRole('listitem').filter({ hasText: role }).filter({ hasText: name })
    await type('Issuer', 'Cleo')
    await give()
    // while the first is still under way
    await type('Gate', 'Dana')
    await holder('Issuer', 'Cleo').waitFor()
    await give()
    await holder('Gate', 'Dana').waitFor()
    await expectNoViolations(page)
  })

  it('lets a wallet with the issuer’s role find the event in its office, and give out a ticket', async () => {
    cleo = (await visit(browser, `${stack.origin}/organizer`)).page
    await openOffice(cleo, 'Cleo')
    const office = cleo.locator('section', { has: cleo.getByRole('heading', { name: 'Changing Night' }) })
    await office.getByRole('link', { name: 'Give out tickets' }).click()
    await cleo.getByLabel('Wallet that gets them').fill(addressOf('Ada'))
    await cleo.getByRole('button', { name: 'Give out' }).click()
    await cleo.getByText('Done', { exact: true }).waitFor()
    expect((await findEvent()).tiers[0].sold).to.equal(1)
    await expectNoViolations(cleo)
  })

  it('shows that wallet no other part of the desk', async () => {
    const parts = cleo.getByRole('navigation', { name: 'Parts of this event' }).getByRole('link')
    expect(await parts.allTextContents()).to.deep.equal(['Issue'])
  })

  it('lets it sign a link, find that in the list, and take it back by keyboard alone', async () => {
    await cleo.getByRole('radio', { name: 'As links' }).click()
    await cleo.getByText('None yet.').waitFor()
    await cleo.getByLabel('How many links').fill('1')
    await cleo.getByRole('button', { name: 'Sign the links' }).click()
    await cleo.getByText('1 link is ready').waitFor()
    await cleo.getByText('open', { exact: true }).waitFor()
    await expectNoViolations(cleo)
    const back = cleo.getByRole('button', { name: /^Take back [0-9A-F]{8}$/ })
    await back.focus()
    await cleo.keyboard.press('Enter')
    await cleo.getByText('taken back', { exact: true }).waitFor()
    expect(await back.count()).to.equal(0)
    await expectNoViolations(cleo)
  })

  it('is only how many there are and how they sell, once a tier has a ticket', async () => {
    await page.reload()
    const stalls = tier('Tier Stalls')
    await stalls.getByText('name, price and rules are fixed').waitFor()
    expect(await stalls.getByLabel('Name').count()).to.equal(0)
    await stalls.getByLabel('Places').fill('0')
    await stalls.getByRole('button', { name: 'Change on chain' }).click()
    await stalls.getByText('From 1 to 999,999.').waitFor()
    await stalls.getByLabel('Places').fill('60')
    await stalls.getByLabel('Limit per wallet').fill('2')
    await stalls.getByRole('button', { name: 'Change on chain' }).click()
    const hasChanged = async () => (await findEvent()).tiers[0].perPayer === 2
    await until('the tier to have a limit', hasChanged, PATIENCE_S)
    expect((await findEvent()).tiers[0]).to.include({ name: 'Stalls', supply: 60 })
    await page.getByText('whoever paid can take his money back until doors').waitFor()
  })

  it('lets a wallet with the gate’s role mark tickets, many at once', async () => {
    const dana = await visitAs('Dana', '/used')
    await dana.getByLabel('Tickets, one in each row').fill('1-000001\nsomebody')
    await dana.getByText('Row 2: no ticket’s number').waitFor()
    await expectNoViolations(dana)
    await dana.getByLabel('Tickets, one in each row').fill('1-000001')
    await dana.getByRole('button', { name: 'Mark 1 ticket' }).click()
    await dana.getByText('Done', { exact: true }).waitFor()
    const ticket = await (await fetch(`${stack.origin}/api/events/${eventId}/tickets/1000001`)).json()
    expect(ticket).to.include({ isUsed: true })
  })

  it('takes a role, and its wallet has no desk any more', async () => {
    await page.getByRole('button', { name: 'Take the issuer’s role' }).click()
    await page.getByRole('button', { name: 'Take the issuer’s role' }).waitFor({ state: 'detached' })
    const former = await visitAs('Cleo', '/issue')
    await former.getByText('This event is not yours to manage').waitFor()
  })

  it('is where its description is: here, at the press of a button', async () => {
    const chain = openChain(stack.rpcUrl)
    const contract = {
      address: parseEventId(eventId)?.contract ?? expect.fail('no event'),
      abi: usherEventAbi,
    }
    const change = { ...contract, functionName: 'changeContractURI', args: ['ipfs://elsewhere'] } as const
    await confirm(chain, await chain.writeContract({ ...change, account: getDemoSigner('Olga').account }))
    await page.reload()
    await page.getByText('ipfs://elsewhere').waitFor()
    await expectNoViolations(page)
    await page.getByRole('button', { name: 'Host the description here' }).click()
    await page.getByText('It is on this server').waitFor()
    const uri = await chain.readContract({ ...contract, functionName: 'contractURI' })
    expect(await (await fetch(uri)).json()).to.include({ name: 'Changing Night', venue: 'Pier 4' })
  })

  it('is offered to another wallet, taken back, and offered again', async () => {
    const offer = async () => {
      await page.getByLabel('Wallet of the new organizer').fill(addressOf('Dana'))
      await page.getByLabel('I know that I lose every right once it is accepted').check()
      await page.getByRole('button', { name: 'Offer it' }).click()
      await page.getByText('Offered, not accepted yet').waitFor()
    }
    await offer()
    await expectNoViolations(page)
    await page.getByRole('button', { name: 'Take the offer back' }).click()
    await page.getByLabel('Wallet of the new organizer').waitFor()
    await offer()
  })

  it('belongs to the other wallet once that has accepted, and to nobody before', async () => {
    expect((await findEvent()).organizer).to.equal(addressOf('Olga'))
    const dana = await visitAs('Dana', '')
    await dana.getByText('This event was offered to your wallet').waitFor()
    await expectNoViolations(dana)
    await dana.getByRole('button', { name: 'Become its organizer' }).click()
    await dana.getByRole('link', { name: 'Settings' }).waitFor()
    expect((await findEvent()).organizer).to.equal(addressOf('Dana'))
    await page.reload()
    await page.getByText('This event is not yours to manage').waitFor()
  })

  it('leaves no error in the page', () => {
    expect(desk.errors).to.deep.equal([])
  })
})
