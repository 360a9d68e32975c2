import { expect } from 'chai'
import type { Browser, Page } from 'playwright-core'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import type { Demo } from '#scripts/seed.ts'
import { findChromium } from '../setup/tools.ts'
import { findViolations } from './axe.ts'
import { launchBrowser, PATIENCE_MS, PHONE, visit } from './browser.ts'
import { injectWallet } from './injected-wallet.ts'
import { buyTicket, connectAs, setUpPhone } from './people.ts'
import { START_LIMIT_MS, sharedStack } from './stack.ts'
import { signVoucherLink } from './voucher.ts'

const EVENT = 'Night of the Owls'

describe('what a guest does with a ticket', function () {
  this.timeout(START_LIMIT_MS)

  let browser: Browser
  let origin: string
  let demo: Demo
  let eventId: string

  before(async function () {
    browser = await launchBrowser(findChromium(this))
    const stack = await sharedStack()
    if (!stack.demo) throw new Error('the shared stack has a demo')
    origin = stack.origin
    demo = stack.demo
    eventId = demo.events.find(({ name }) => name === EVENT)?.eventId ?? ''
  })

  after(() => browser?.close())

  /** Somebody who has just bought a ticket of this tier, and looks at it. */
  const buyAs = async (name: string, tier: string): Promise<Page> => {
    const { page } = await visit(browser, `${origin}/events/${eventId}`)
    await page.getByRole('button', { name: 'Connect a wallet to buy' }).first().click()
    await connectAs(page, name)
    await buyTicket(page, tier)
    await page.getByRole('heading', { name: 'What you can do' }).waitFor()
    return page
  }
  const accountOf = (name: string) => demo.accounts.find((account) => account.name === name)
  const addressOf = (name: string) => accountOf(name)?.address ?? ''
  const keyOf = (name: string) => accountOf(name)?.privateKey ?? '0x'

  it('is given away: the other wallet has it, this one does not', async () => {
    const page = await buyAs('Ben', 'Standing')
    const { href } = await page.evaluate(() => ({ href: location.href }))
    await page.getByRole('button', { name: 'Give it away' }).click()
    const dialog = page.getByRole('dialog', { name: 'Give the ticket away' })
    expect(await findViolations(page)).to.deep.equal([])

    await dialog.getByLabel('Wallet that gets it').fill('0x12')
    await dialog.getByRole('button', { name: 'Give it away' }).click()
    await dialog.getByText('An address of another wallet').waitFor()
    expect(await findViolations(page)).to.deep.equal([])

    await dialog.getByLabel('Wallet that gets it').fill(addressOf('Cleo'))
    await dialog.getByRole('button', { name: 'Give it away' }).click()
    await dialog.getByText('It is theirs now').waitFor()
    expect(await findViolations(page)).to.deep.equal([])
    await dialog.getByRole('button', { name: 'Close' }).click()
    await page.getByText('Another wallet holds this ticket').waitFor()

    const other = await visit(browser, href)
    await connectAs(other.page, 'Cleo')
    await setUpPhone(other.page)
    await page.context().close()
    await other.page.context().close()
  })

  it('is offered no higher than the cap, taken back, offered again and bought', async () => {
    const seller = await buyAs('Ben', 'Standing')
    await seller.getByRole('button', { name: 'Sell it' }).click()
    const dialog = seller.getByRole('dialog', { name: 'Sell the ticket' })
    await dialog.getByLabel('Price in ETH').fill('1')
    await dialog.getByText(/Enter a price above zero and of at most/).waitFor()
    expect(await findViolations(seller)).to.deep.equal([])
    await offer(seller)

    await seller.getByRole('button', { name: 'Take the offer back' }).click()
    await seller.getByText(/^On offer for/).waitFor({ state: 'detached' })
    await seller.getByRole('button', { name: 'Sell it' }).click()
    await offer(seller)

    const { page: buyer } = await visit(browser, `${origin}/events/${eventId}`)
    const offers = buyer.getByRole('region', { name: 'From other guests' })
    await offers.getByText('Back if canceled').waitFor()
    expect(await findViolations(buyer)).to.deep.equal([])
    await offers.getByRole('button', { name: 'Connect a wallet to buy' }).click()
    await connectAs(buyer, 'Dana')
    await offers.getByRole('button', { name: 'Buy this one' }).click()
    await offers.getByRole('link', { name: 'Open your ticket' }).click()
    await setUpPhone(buyer)
    await seller.getByText('Another wallet holds this ticket').waitFor()
    await seller.context().close()
    await buyer.context().close()
  })

  it('is claimed from a link by a wallet without any coin', async () => {
    const link = await signVoucherLink(origin, eventId, keyOf('Olga'))
    const poor = privateKeyToAccount(generatePrivateKey())
    const context = await browser.newContext({ viewport: PHONE })
    context.setDefaultTimeout(PATIENCE_MS)
    await injectWallet(context, poor, { name: 'Empty Wallet', chainId: 31_337 })
    const page = await context.newPage()
    await page.goto(link)
    const gift = page.locator('section', { hasText: 'A ticket for you: Standing' }).last()
    await gift.getByRole('button', { name: 'Empty Wallet' }).click()
    expect(await findViolations(page)).to.deep.equal([])
    await gift.getByRole('button', { name: 'Take it' }).click()
    await gift.getByText('It is yours.').waitFor()
    await gift.getByRole('link', { name: 'Open your ticket' }).click()
    await setUpPhone(page)

    const second = await visit(browser, link)
    await second.page.getByText('It is yours.').waitFor()
    const damaged = await visit(browser, link.slice(0, -9))
    await damaged.page.getByText('This link is not whole').waitFor()
    expect(await findViolations(damaged.page)).to.deep.equal([])
    await Promise.all([context.close(), second.page.context().close(), damaged.page.context().close()])
  })

  const offer = async (page: Page) => {
    const dialog = page.getByRole('dialog', { name: 'Sell the ticket' })
    await dialog.getByLabel('Price in ETH').fill('0.001')
    await dialog.getByRole('button', { name: 'Sign the offer' }).click()
    const outcome = dialog.getByText('On offer for 0.001 ETH').or(dialog.getByRole('alert'))
    await outcome.first().waitFor()
    expect(await outcome.first().textContent()).to.contain('On offer for 0.001 ETH')
    expect(await findViolations(page)).to.deep.equal([])
    await dialog.getByRole('button', { name: 'Close' }).click()
    await page.getByText(/^On offer for 0\.001 ETH until/).waitFor()
  }
})
