import { expect } from 'chai'
import type { Browser } from 'playwright-core'
import { demoAccounts } from '#core/chain/demo-accounts.ts'
import { openContracts } from '../setup/compile.ts'
import { findChromium } from '../setup/tools.ts'
import { findViolations } from './axe.ts'
import { launchBrowser, type Visit, visit } from './browser.ts'
import { fillEvent, openOffice } from './organizer.ts'
import { START_LIMIT_MS, sharedStack } from './stack.ts'

const TOKENS = new URL('../server/tokens/TestTokens.sol', import.meta.url)
const SOMEBODY = demoAccounts[1]?.address ?? ''

describe('creating an event that sells in a token', function () {
  this.timeout(START_LIMIT_MS)

  let browser: Browser
  let origin: string
  let desk: Visit
  let eurx: string
  let noToken: string

  before(async function () {
    browser = await launchBrowser(findChromium(this))
    const stack = await sharedStack()
    origin = stack.origin
    const { deploy } = await openContracts(TOKENS, stack.rpcUrl)
    eurx = await deploy('NamedToken', ['EURX', 6])
    noToken = await deploy('NoToken')
    desk = await visit(browser, `${origin}/organizer/new`)
    await openOffice(desk.page, 'Olga')
    await fillEvent(desk.page, { title: 'Token Night', venue: '' })
  })

  after(() => browser?.close())

  it('says what is wrong with an address that is no token’s', async () => {
    const { page } = desk
    await page.getByLabel('Prices in').selectOption('token')
    await page.getByText('Check that it is the token you mean').waitFor()
    await page.getByRole('button', { name: 'Review' }).click()
    await page.getByText('The address of the token').waitFor()
    await page.getByLabel('Address of the token').fill(SOMEBODY)
    await page.getByText('There is no contract at this address.').waitFor()
    expect(await findViolations(page)).to.deep.equal([])
    await page.getByLabel('Address of the token').fill(noToken)
    await page.getByText('This contract is no token that prices can be in.').waitFor()
  })

  it('asks the token what it is, and takes prices in its decimals', async () => {
    const { page } = desk
    await page.getByLabel('Address of the token').fill(eurx)
    await page.getByText('It calls itself EURX and has 6 decimals.').waitFor()
    const price = page.getByLabel('Price in EURX')
    await price.fill('25.1234567')
    await page.getByRole('button', { name: 'Review' }).click()
    await page.getByText('A number like 0.05.').waitFor()
    await price.fill('25.5')
    expect(await findViolations(page)).to.deep.equal([])
  })

  it('shows amounts and the token before the signature, and the event has both', async () => {
    const { page } = desk
    await page.getByRole('button', { name: 'Review' }).click()
    await page.getByText('25.5 EURX').waitFor()
    expect(await findViolations(page)).to.deep.equal([])
    await page.getByRole('button', { name: 'Sign and create' }).click()
    await page.getByText('Token Night is on the chain').waitFor()
    const link = await page.getByRole('link', { name: 'See its public page' }).getAttribute('href')
    const event = await (await fetch(`${origin}/api${link}`)).json()
    expect(event.tiers[0]).to.include({ price: '25500000', currency: eurx.toLowerCase() })
  })

  it('keeps to the token on the desk', async () => {
    const { page } = desk
    await page.getByRole('link', { name: 'Open its desk' }).click()
    const parts = page.getByRole('navigation', { name: 'Parts of this event' })
    await parts.getByRole('link', { name: 'Settings' }).click()
    const tier = page.getByRole('region', { name: 'Tier Floor' })
    await tier.getByLabel('Price in EURX').waitFor()
    expect(await tier.getByLabel('Price in EURX').inputValue()).to.equal('25.5')
    await page.getByText('A refund pays exactly what was paid, in the same coin.').waitFor()
    expect(await findViolations(page)).to.deep.equal([])
  })

  it('leaves no error in the page', () => {
    expect(desk.errors).to.deep.equal([])
  })
})
