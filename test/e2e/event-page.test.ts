import { expect } from 'chai'
import type { Browser } from 'playwright-core'
import { type Address, type Hex, parseAbi, parseEther } from 'viem'
import { buildContracts, readArtifact } from '#scripts/artifacts.ts'
import { getDemoSigner } from '#scripts/seed/demo-signers.ts'
import type { Stack } from '#scripts/stack/stack.ts'
import { findChromium } from '../setup/tools.ts'
import { until } from '../setup/until.ts'
import { findViolations } from './axe.ts'
import { launchBrowser, visit } from './browser.ts'
import { type ChainClient, confirm, createEventElsewhere, openChain } from './new-event.ts'
import { connectAs } from './people.ts'
import { START_LIMIT_MS, sharedStack } from './stack.ts'
import { visitWithWallet } from './visit-with-wallet.ts'

describe('what guests read of an event', function () {
  this.timeout(START_LIMIT_MS)

  let browser: Browser
  let stack: Stack
  let chain: ChainClient

  before(async function () {
    browser = await launchBrowser(findChromium(this))
    stack = await sharedStack()
    chain = openChain(stack.rpcUrl)
  })
  after(() => browser?.close())

  describe('that its organizer has described', () => {
    const eventId = () => stack.demo?.events.find(({ name }) => name === 'Harbour Sessions')?.eventId ?? ''

    it('is its title, place, text and picture, with times in its zone', async () => {
      const { page, errors } = await visit(browser, `${stack.origin}/events/${eventId()}`, {
        timezoneId: 'Asia/Tokyo',
      })
      await page.getByRole('heading', { level: 1, name: 'Harbour Sessions' }).waitFor()
      await page.getByText('Pier 4, North Harbour').first().waitFor()
      await page.getByText(/small stages between the cranes/).waitFor()
      const doorsAt = stack.demo?.events.find((event) => event.eventId === eventId())?.doorsAt
      const zoned = new Intl.DateTimeFormat('en-GB', {
        ...{ hour: '2-digit', minute: '2-digit', timeZone: 'Europe/Lisbon' },
      }).format(doorsAt)
      await page.getByRole('definition').filter({ hasText: zoned }).first().waitFor()
      const isDrawn = () =>
        page.locator('main img').evaluate((image: HTMLImageElement) => image.naturalWidth > 0)
      await until('the picture is drawn', isDrawn, 60)
      expect(await findViolations(page)).to.deep.equal([])
      expect(errors).to.deep.equal([])
      await page.context().close()
    })

    it('is there before any script has run, and where none does', async () => {
      const path = `${stack.origin}/events/${eventId()}`
      const { page, errors } = await visit(browser, path, { javaScriptEnabled: false })
      await page.getByRole('heading', { level: 1, name: 'Harbour Sessions' }).waitFor()
      await page.getByText('Pier 4, North Harbour').first().waitFor()
      await page.getByRole('heading', { level: 3 }).first().waitFor()
      expect(errors).to.deep.equal([])
      await page.context().close()
    })

    it('is the same in the list of events, among the tickets and on a ticket', async () => {
      const { page } = await visit(browser, stack.origin)
      await page.getByRole('article').filter({ hasText: 'Pier 4, North Harbour' }).locator('img').waitFor()
      expect(await findViolations(page)).to.deep.equal([])

      await page.goto(`${stack.origin}/tickets`)
      await connectAs(page, 'Ada')
      const row = page.getByRole('article').filter({ hasText: 'Pier 4, North Harbour' }).first()
      await row.getByRole('link', { name: 'Harbour Sessions' }).click()
      await page.getByRole('heading', { level: 1, name: 'Harbour Sessions' }).waitFor()
      await page.getByRole('definition').filter({ hasText: 'Pier 4, North Harbour' }).waitFor()
      await page.context().close()
    })

    it('goes without its picture where that does not come', async () => {
      const { page } = await visit(browser, 'about:blank')
      await page.route('**/picture?*', (route) => route.abort())
      await page.goto(`${stack.origin}/events/${eventId()}`)
      await page.getByRole('heading', { level: 1, name: 'Harbour Sessions' }).waitFor()
      await page.locator('main img').waitFor({ state: 'detached' })
      await page.context().close()
    })
  })

  describe('that nobody has described here', () => {
    const open = async (contractURI: string) => {
      const { eventId } = await createEventElsewhere(stack, chain, { name: 'Bare Event', contractURI })
      const { page } = await visit(browser, `${stack.origin}/events/${eventId}`)
      await page.getByRole('heading', { level: 1, name: 'Bare Event' }).waitFor()
      return page
    }

    for (const [name, contractURI] of Object.entries({
      'an empty document': '',
      'a document that no browser may be sent to': 'javascript:alert(1)',
      'a document of no known kind': 'ipfs://bafy/contract.json',
    })) {
      it(`is its contract’s name, and that there is no more: ${name}`, async () => {
        const page = await open(contractURI)
        await page.getByText('The organizer has not described this event yet.').waitFor()
        expect(await page.locator('main img').count()).to.equal(0)
        expect(await findViolations(page)).to.deep.equal([])
        await page.context().close()
      })
    }

    it('is a way to where its contract says that it is described', async () => {
      const page = await open('https://tickets.example/bare.json')
      const link = page.getByRole('link', { name: 'tickets.example' })
      expect(await link.getAttribute('href')).to.equal('https://tickets.example/bare.json')
      expect(await link.getAttribute('rel')).to.contain('noreferrer')
      expect(await findViolations(page)).to.deep.equal([])
      await page.context().close()
    })
  })

  describe('that sells in an ERC-20', () => {
    const tokenAbi = parseAbi([
      'function mint(address, uint256)',
      'function balanceOf(address) view returns (uint256)',
    ])

    it('is priced and paid in it, with the approval as a step of its own', async () => {
      const price = parseEther('12')
      const currency = await deployToken()
      const { eventId, contract } = await createEventElsewhere(stack, chain, {
        ...{ name: 'Token Night', currency, price },
      })
      const { account, context, wallet, page } = await visitWithWallet(browser, stack, chain)
      await page.goto(`${stack.origin}/events/${eventId}`)
      await page.getByText('12 ODD').first().waitFor()
      await page.getByRole('button', { name: 'Connect a wallet to buy' }).click()
      await page.getByRole('main').getByRole('button', { name: 'Test Wallet' }).click()

      // without enough of it the contract says so before anything is paid, though it may take it
      await page.getByRole('button', { name: 'Buy one' }).click()
      await page.getByText('This wallet does not have enough of the currency.').waitFor()
      expect(await findViolations(page)).to.deep.equal([])
      const mint = { address: currency, abi: tokenAbi, functionName: 'mint' } as const
      await confirm(
        chain,
        await chain.writeContract({
          ...mint,
          args: [account.address, price],
          account: getDemoSigner('Olga').account,
        }),
      )
      await page.getByRole('button', { name: 'Buy one' }).click()
      await page.getByRole('link', { name: 'Open your ticket' }).waitFor()
      expect(await balanceOf(currency, account.address)).to.equal(0n)
      expect(await balanceOf(currency, contract)).to.equal(price)
      expect(wallet.asked.filter((method) => method === 'eth_sendTransaction')).to.have.length(2)
      await context.close()
    })

    it('shows the approval while the wallet asks for it', async () => {
      const currency = await deployToken()
      const { eventId } = await createEventElsewhere(stack, chain, { name: 'Token Morning', currency })
      const { context, wallet, page } = await visitWithWallet(browser, stack, chain)
      await page.goto(`${stack.origin}/events/${eventId}`)
      await page.getByRole('button', { name: 'Connect a wallet to buy' }).click()
      await page.getByRole('main').getByRole('button', { name: 'Test Wallet' }).click()
      wallet.ignoreNext('eth_sendTransaction')
      await page.getByRole('button', { name: 'Buy one' }).click()
      await page.getByText(/^First of two: the event may take exactly this price/).waitFor()
      expect(await findViolations(page)).to.deep.equal([])
      await context.close()
    })

    const deployToken = async (): Promise<Address> => {
      await buildContracts()
      const { bytecode } = await readArtifact('OddToken')
      const hash: Hex = await chain.sendTransaction({
        data: bytecode,
        account: getDemoSigner('Olga').account,
      })
      const { contractAddress } = await confirm(chain, hash)
      if (!contractAddress) throw new Error('the token has no address')
      return contractAddress
    }
    const balanceOf = (token: Address, owner: Address) =>
      chain.readContract({ address: token, abi: tokenAbi, functionName: 'balanceOf', args: [owner] })
  })
})
