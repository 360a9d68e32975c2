import { expect } from 'chai'
import type { Browser } from 'playwright-core'
import { privateKeyToAccount } from 'viem/accounts'
import type { Demo } from '#scripts/seed.ts'
import { findChromium } from '../setup/tools.ts'
import { until } from '../setup/until.ts'
import { findViolations } from './axe.ts'
import { launchBrowser, PATIENCE_MS, visit } from './browser.ts'
import { injectWallet } from './injected-wallet.ts'
import { connectAs, setUpPhone, theCode } from './people.ts'
import { START_LIMIT_MS, sharedStack } from './stack.ts'

describe('the guest’s ticket page', function () {
  this.timeout(START_LIMIT_MS)

  let browser: Browser
  let origin: string
  let demo: Demo
  let events: Record<string, string>

  before(async function () {
    browser = await launchBrowser(findChromium(this))
    const stack = await sharedStack()
    origin = stack.origin
    if (!stack.demo) throw new Error('the shared stack has a demo')
    demo = stack.demo
    events = Object.fromEntries(demo.events.map(({ name, eventId }) => [name, eventId]))
  })

  after(() => browser?.close())

  const openTicket = (event: string, tokenId: string) =>
    visit(browser, `${origin}/tickets/${events[event]}/${tokenId}`)

  it('tells another wallet whose the ticket is', async () => {
    const { page } = await openTicket('Harbour Sessions', '1000001')
    await connectAs(page, 'Ben')
    await page.getByText('Another wallet holds this ticket').waitFor()
    await page.getByRole('main').getByText('Ada').first().waitFor()
    await page.getByRole('button', { name: 'Connect another wallet' }).click()
    await connectAs(page, 'Ada')
    await page.getByRole('button', { name: 'Sign and get my code' }).waitFor()
    expect(await findViolations(page)).to.deep.equal([])
  })

  it('says when doors open, with the phone ready before', async () => {
    const { page } = await openTicket('Night of the Owls', '1000001')
    await connectAs(page, 'Ada')
    await setUpPhone(page)
    await page.getByText(/Doors open .* Your phone is ready/).waitFor()
    expect(await findViolations(page)).to.deep.equal([])
  })

  it('goes on making codes without network, and shows them after a reload without the wallet', async () => {
    const { page, errors } = await openTicket('Harbour Sessions', '1000001')
    await connectAs(page, 'Ada')
    await setUpPhone(page)
    await page.evaluate(() => sessionStorage.clear())
    await page.reload()
    await theCode(page).waitFor()
    await page.getByRole('button', { name: 'Connect' }).waitFor()

    await page.context().setOffline(true)
    const before = await theCode(page).innerHTML()
    await until('the phone shows another code', async () => (await theCode(page).innerHTML()) !== before)
    expect(errors).to.deep.equal([])
  })

  it('works in full form while the registry cannot be reached, and registers once it can', async () => {
    const { page } = await openTicket('Harbour Sessions', '1000002')
    await page.route('**/pass-keys', (route) => route.abort())
    await connectAs(page, 'Ada')
    await page.getByRole('button', { name: 'Sign and get my code' }).click()
    await theCode(page).waitFor()
    await page.getByText('the code carries your wallet’s signature').waitFor()
    const sideOf = async () => Number((await theCode(page).getAttribute('viewBox'))?.split(' ')[2]) - 8
    expect(await sideOf()).to.equal(61)

    await page.unroute('**/pass-keys')
    await page.getByText('The gate knows this phone').waitFor()
    await until('the short form is shown', async () => (await sideOf()) === 45)
    await page.getByRole('button', { name: 'The gate does not know my phone' }).click()
    await until('the full form is shown', async () => (await sideOf()) === 61)
  })

  it('keeps two tabs of one browser apart: each has a wallet of its own', async () => {
    const { page } = await visit(browser, `${origin}/tickets`)
    await connectAs(page, 'Ada')
    const other = await page.context().newPage()
    await other.goto(`${origin}/tickets`)
    await connectAs(other, 'Cleo')
    await other.getByRole('button', { name: 'Cleo' }).waitFor()
    await page.reload()
    await page.getByRole('button', { name: 'Ada' }).waitFor()
  })

  it('lists the phones of its holder and ends them, this one too, which can be set up again at once', async () => {
    const { page } = await openTicket('Night of the Owls', '1000002')
    await connectAs(page, 'Ada')
    await setUpPhone(page)
    const signIn = page.getByRole('button', { name: 'Sign in: entries and phones' })
    // one line on a phone
    expect((await signIn.boundingBox())?.height).to.equal(44)
    await signIn.click()
    const phones = page.getByRole('region', { name: 'Your phones' })
    await phones.getByText('This phone').waitFor()
    expect(await findViolations(page)).to.deep.equal([])
    await phones.getByRole('button', { name: 'End all phones' }).click()
    await page.getByRole('button', { name: 'Sign and get my code' }).waitFor()
    await phones.waitFor({ state: 'detached' })
    await setUpPhone(page)
    await page.context().close()
  })

  describe('with a wallet of the browser’s own', () => {
    it('asks it for the one signature, and takes its no and its silence', async () => {
      const cleo = demo.accounts.find(({ name }) => name === 'Cleo')
      const context = await browser.newContext()
      context.setDefaultTimeout(PATIENCE_MS)
      const wallet = await injectWallet(context, privateKeyToAccount(cleo?.privateKey ?? '0x'), {
        name: 'Test Wallet',
        chainId: 31_337,
      })
      const page = await context.newPage()
      await page.goto(`${origin}/tickets/${events['Harbour Sessions']}/2000002`)
      await page.getByRole('button', { name: 'Test Wallet' }).click()

      wallet.refuseNext('eth_signTypedData_v4')
      await page.getByRole('button', { name: 'Sign and get my code' }).click()
      await page.getByText('Your wallet said no').waitFor()

      wallet.ignoreNext('eth_signTypedData_v4')
      await page.getByRole('button', { name: 'Sign and get my code' }).click()
      await page.getByRole('button', { name: 'My wallet does not ask' }).click()
      await setUpPhone(page)
      await context.close()
    })
  })
})
