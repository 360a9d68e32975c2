import { expect } from 'chai'
import type { Browser, Page } from 'playwright-core'
import { demoAccounts } from '#core/chain/demo-accounts.ts'
import { getDemoSigner } from '#scripts/seed/demo-signers.ts'
import type { Stack } from '#scripts/stack/stack.ts'
import { findChromium } from '../setup/tools.ts'
import { launchBrowser, visit } from './browser.ts'
import { createEventElsewhere, openChain } from './new-event.ts'
import { theCode } from './people.ts'
import { START_LIMIT_MS, sharedStack } from './stack.ts'
import { openTypist } from './typist.ts'
import { readVerdict } from './verdict.ts'
import { signVoucherLink } from './voucher.ts'

const DESK = { viewport: { width: 1280, height: 900 }, timezoneId: 'UTC' }
const DAY_MS = 86_400_000

const addressOf = (name: string) => demoAccounts.find((account) => account.name === name)?.address ?? ''

describe('with the keyboard alone', function () {
  this.timeout(START_LIMIT_MS)

  let browser: Browser
  let stack: Stack
  let page: Page
  let by: ReturnType<typeof openTypist>

  before(async function () {
    browser = await launchBrowser(findChromium(this))
    stack = await sharedStack()
  })
  after(() => browser?.close())

  const open = async (path: string) => {
    page = (await visit(browser, `${stack.origin}${path}`, DESK)).page
    by = openTypist(page)
  }
  const button = (name: string | RegExp) => page.getByRole('button', { name })
  /** A demo account among the wallets that the page offers. */
  const connect = (name: string) =>
    by.press(page.getByRole('main').getByRole('button', { name: new RegExp(`^${name}\\b`) }))

  describe('a guest', () => {
    let eventId: string

    before(async () => {
      const event = await createEventElsewhere(stack, openChain(stack.rpcUrl), { name: 'Night of Keys' })
      eventId = event.eventId
      await open(`/events/${eventId}`)
    })
    after(() => page.context().close())

    it('buys a ticket', async () => {
      await by.press(button('Connect a wallet to buy'))
      await connect('Ben')
      await by.press(button('Buy one'))
      await by.press(page.getByRole('link', { name: 'Open your ticket' }))
      await button('Sign and get my code').waitFor()
    })

    it('gets its code', async () => {
      await by.press(button('Sign and get my code'))
      await theCode(page).waitFor()
    })

    it('offers it, and takes the offer back', async () => {
      await by.press(button('Sell it'))
      const dialog = page.getByRole('dialog', { name: 'Sell the ticket' })
      await by.write(dialog.getByLabel('Price in ETH'), '0.001')
      await by.press(dialog.getByRole('button', { name: 'Sign the offer' }))
      await dialog.getByText('On offer for 0.001 ETH').waitFor()
      await page.keyboard.press('Escape')
      await by.press(button('Take the offer back'))
      await page.getByText(/^On offer for/).waitFor({ state: 'detached' })
    })

    it('takes a gift', async () => {
      const gift = await visit(
        browser,
        await signVoucherLink(stack.origin, eventId, getDemoSigner('Olga').privateKey),
      )
      const taker = openTypist(gift.page)
      const about = gift.page.locator('section', { hasText: 'A ticket for you: Floor' }).last()
      await taker.press(about.getByRole('button', { name: /^Dana\b/ }))
      await taker.press(about.getByRole('button', { name: 'Take it' }))
      await about.getByText('It is yours.').waitFor()
      await gift.page.context().close()
    })

    it('gives it away', async () => {
      await by.press(button('Give it away'))
      const dialog = page.getByRole('dialog', { name: 'Give the ticket away' })
      await by.write(dialog.getByLabel('Wallet that gets it'), addressOf('Cleo'))
      await by.press(dialog.getByRole('button', { name: 'Give it away' }))
      await dialog.getByText('It is theirs now').waitFor()
      await page.keyboard.press('Escape')
      await page.getByText('Another wallet holds this ticket').waitFor()
    })
  })

  describe('a steward', () => {
    before(() => open('/gate'))
    after(() => page.context().close())

    it('takes up a post', async () => {
      await connect('Stefan')
      await by.press(button('Sign in'))
      await by.choose(page.getByLabel('Event'), 'Harbour Sessions')
      await by.press(button('Start scanning'))
      await button('Type').waitFor()
    })

    it('checks a code that is typed, and clears its verdict', async () => {
      await by.press(button('Type'))
      await by.write(page.getByRole('textbox', { name: 'Code' }), 'NO CODE AT ALL')
      await page.keyboard.press('Enter')
      expect(await readVerdict(page)).to.include({ signal: 'refuse', reason: 'invalid' })
      await page.keyboard.press('Escape')
      await page.locator('[data-verdict]').waitFor({ state: 'hidden' })
    })

    it('looks at the last scans', async () => {
      await by.press(button('Last'))
      await page.getByRole('list', { name: 'Last scans' }).getByText('Not a pass').first().waitFor()
    })
  })

  describe('an organizer', () => {
    before(() => open('/organizer/new'))
    after(() => page.context().close())

    const part = (name: string) =>
      page.getByRole('navigation', { name: 'Parts of this event' }).getByRole('link', { name })

    it('creates an event', async () => {
      await connect('Olga')
      await by.press(button('Sign in'))
      const doors = new Date(Math.floor(Date.now() / DAY_MS + 8) * DAY_MS + DAY_MS / 2)
      await by.write(page.getByLabel('Title'), 'Typed Night')
      await by.write(page.getByLabel('Venue'), 'Pier 4')
      await by.writeTime(page.getByLabel('Doors', { exact: true }), doors)
      await by.writeTime(page.getByLabel('End', { exact: true }), new Date(doors.getTime() + DAY_MS / 4))
      const tier = page.getByRole('region', { name: 'Tier 1' })
      await by.write(tier.getByLabel('Name'), 'Floor')
      await by.write(tier.getByLabel(/^Price/), '0.01')
      await by.write(tier.getByLabel('Places'), '20')
      await by.press(button('Review'))
      await by.press(button('Sign and create'))
      await by.press(page.getByRole('link', { name: 'Open its desk' }))
      await page.getByRole('heading', { level: 1, name: 'Typed Night' }).waitFor()
    })

    it('adds a steward', async () => {
      await by.write(page.getByLabel('Wallet to add'), addressOf('Stefan'))
      await by.press(button('Add'))
      await button(`Remove ${addressOf('Stefan')}`).waitFor()
    })

    it('gives out tickets: to a wallet, to a list, and as links', async () => {
      await by.press(part('Issue'))
      await by.write(page.getByLabel('Wallet that gets them'), addressOf('Ada'))
      await by.press(button('Give out'))
      await page.getByText('Done', { exact: true }).waitFor()
      const way = (name: string) => page.getByRole('radio', { name })
      await by.goTo(way('To a wallet'))
      await by.chooseNext(way('To a list'))
      await by.write(page.getByLabel('Name of this list'), 'Friends')
      await by.write(page.getByLabel('Wallets, one in each row'), `${addressOf('Ben')}\n${addressOf('Cleo')}`)
      await by.press(button('Send in 1 transaction'))
      await page.getByText('All 2 have arrived.').waitFor()
      await by.goTo(way('To a list'), 'backwards')
      await by.chooseNext(way('As links'))
      await by.write(page.getByLabel('How many links'), '1')
      await by.press(button('Sign the links'))
      await page.getByText('1 link is ready').waitFor()
    })

    it('finds the ticket and makes it void', async () => {
      await by.press(part('Tickets'))
      await by.write(page.getByLabel('Find tickets'), '1-000001')
      await by.press(page.getByRole('table').getByRole('link', { name: /1-000001/ }))
      await by.tick(page.getByLabel('I know that this cannot be undone'))
      await by.press(button('Make it void'))
      await page.getByText('Made void;').waitFor()
    })

    it('pauses sales', async () => {
      await by.press(part('Settings'))
      await by.press(button('Pause sales'))
      await button('Resume sales').waitFor()
    })

    it('cancels the event', async () => {
      await by.press(part('Money'))
      await by.write(page.getByLabel('Type Typed Night to confirm'), 'Typed Night')
      await by.press(button('Cancel the event'))
      await page.getByText('Canceled: every paid ticket can be refunded').waitFor()
    })
  })
})
