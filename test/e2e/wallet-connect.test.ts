import { expect } from 'chai'
import type { Browser, BrowserContext, Locator, Page, Route } from 'playwright-core'
import { createWalletClient, type Hex, http, parseEther } from 'viem'
import { generatePrivateKey, type PrivateKeyAccount, privateKeyToAccount } from 'viem/accounts'
import { hardhat } from 'viem/chains'
import { createParts } from '#scripts/stack/parts.ts'
import type { Stack } from '#scripts/stack/stack.ts'
import { startThrowAwayStack } from '#scripts/stack/throw-away-stack.ts'
import { type Relay, startRelay } from '../setup/relay.ts'
import { openTestWallet, PROJECT_ID, type RemoteWallet, WALLET_APP } from '../setup/remote-wallet.ts'
import { findChromium } from '../setup/tools.ts'
import { until } from '../setup/until.ts'
import { findViolations } from './axe.ts'
import { launchBrowser, PATIENCE_MS, PHONE } from './browser.ts'
import { openChain } from './new-event.ts'
import { setUpPhone } from './people.ts'
import { readQr } from './read-qr.ts'
import { START_LIMIT_MS } from './stack.ts'

const EVENT = 'Night of the Owls'

describe('a wallet that is not in the browser', function () {
  this.timeout(START_LIMIT_MS)

  const parts = createParts()
  let browser: Browser
  let relay: Relay
  let stack: Stack
  let account: PrivateKeyAccount
  let wallet: RemoteWallet
  let context: BrowserContext
  let page: Page
  let tier: Locator
  let blocked: string[]

  before(async function () {
    browser = await launchBrowser(findChromium(this))
    relay = await startRelay()
    stack = await startThrowAwayStack(parts, {
      say: () => undefined,
      log: () => undefined,
      change: { WALLETCONNECT_PROJECT_ID: PROJECT_ID, WALLETCONNECT_RELAY_URL: relay.url, BASE_ACCOUNT: '1' },
    })
  })
  beforeEach(async () => {
    account = privateKeyToAccount(generatePrivateKey())
    await openChain(stack.rpcUrl).setBalance({ address: account.address, value: parseEther('1') })
    wallet = await openTestWallet({
      relayUrl: relay.url,
      account,
      chain: 'eip155:31337',
      send: (transaction) => sendFrom(account, stack.rpcUrl, transaction),
    })
    context = await browser.newContext({ viewport: PHONE, hasTouch: true, isMobile: true })
    context.setDefaultTimeout(PATIENCE_MS)
    await context.route('https://verify.walletconnect.org/**', confirmOrigin)
    blocked = []
    page = await context.newPage()
    page.on('console', (message) => {
      if (/Content Security Policy/i.test(message.text())) blocked.push(message.text())
    })
    const eventId = stack.demo?.events.find(({ name }) => name === EVENT)?.eventId
    await page.goto(`${stack.origin}/events/${eventId}`)
    tier = page
      .locator('section', { has: page.getByRole('heading', { name: 'Standing', exact: true }) })
      .last()
    await tier.getByRole('button', { name: 'Connect a wallet to buy' }).click()
  })
  afterEach(async () => {
    await wallet.close()
    await context.close()
  })
  after(async () => {
    await browser?.close()
    await parts.stopAll()
    await relay?.close()
  })

  const choose = (name: string) => tier.getByRole('button', { name }).click()
  const code = () => tier.getByRole('img', { name: 'Code for your wallet to scan' })
  const scan = async () => wallet.scan(await readQr(code()))
  const connect = async () => {
    await choose('WalletConnect')
    await scan()
    await tier.getByRole('button', { name: 'Buy one' }).waitFor()
  }
  const isSaid = async (title: string) => {
    await tier.getByRole('alert').getByText(title).waitFor()
    expect(await findViolations(page)).to.deep.equal([])
  }
  const isGone = () => page.getByRole('banner').getByRole('button', { name: 'Connect' }).waitFor()
  const kept = () => page.evaluate(() => sessionStorage.getItem('usher.wallet-connect'))

  describe('by WalletConnect', () => {
    afterEach('the policy has blocked nothing', () => expect(blocked).to.deep.equal([]))

    it('scans the page’s code, buys, and authorises this phone', async () => {
      await choose('WalletConnect')
      await code().waitFor()
      expect(await findViolations(page)).to.deep.equal([])
      expect(
        await tier.getByRole('link', { name: 'Open a wallet on this phone' }).getAttribute('href'),
      ).to.equal(await readQr(code()))
      await scan()
      await tier.getByRole('button', { name: 'Buy one' }).click()
      await tier.getByRole('link', { name: 'Open your ticket' }).click()
      await setUpPhone(page)
      expect(wallet.asked).to.deep.equal(['connect', 'eth_sendTransaction', 'eth_signTypedData_v4'])
    })

    it('is an app of this phone: it comes to the front when it is asked', async () => {
      await choose('WalletConnect')
      // there is no app here that the browser could open, and it would wait for one
      await page.evaluate(() => addEventListener('click', (event) => event.preventDefault()))
      await tier.getByRole('link', { name: 'Open a wallet on this phone' }).click()
      await scan()
      await page.evaluate(() => {
        window.open = (address) => {
          document.title = String(address)
          return null
        }
      })
      await tier.getByRole('button', { name: 'Buy one' }).click()
      await page.waitForFunction((app) => document.title.startsWith(`${app}wc?requestId=`), WALLET_APP)
    })

    it('signs in', async () => {
      await connect()
      await page.goto(`${stack.origin}/gate`)
      await page.getByRole('button', { name: 'Sign in' }).click()
      await page.getByText('You are on no staff list').waitFor()
      expect(wallet.asked).to.deep.equal(['connect', 'personal_sign'])
    })

    it('says no to being connected, then to paying, and is asked again', async () => {
      await choose('WalletConnect')
      wallet.refuseNext()
      await scan()
      await isSaid('Your wallet said no')
      await connect()
      wallet.refuseNext()
      await tier.getByRole('button', { name: 'Buy one' }).click()
      await isSaid('Your wallet said no')
      await tier.getByRole('button', { name: 'Buy one' }).click()
      await tier.getByRole('link', { name: 'Open your ticket' }).waitFor()
    })

    it('knows no account on the chain', async () => {
      await choose('WalletConnect')
      wallet.refuseNext('chain_unknown')
      await scan()
      await isSaid('Your wallet is on another network')
    })

    it('is not wanted after all: the other wallets are offered again', async () => {
      await choose('WalletConnect')
      await code().waitFor()
      const first = await readQr(code())
      await choose('Choose another wallet')
      await choose('WalletConnect')
      await code().waitFor()
      expect(await readQr(code())).not.to.equal(first)
    })

    it('is still connected when the page is opened anew', async () => {
      await connect()
      await page.reload()
      await tier.getByRole('button', { name: 'Buy one' }).waitFor()
      expect(wallet.asked).to.deep.equal(['connect'])
    })

    it('ends the session while it is asked: the page says so', async () => {
      await connect()
      wallet.ignoreNext()
      await tier.getByRole('button', { name: 'Buy one' }).click()
      await until('the wallet is asked', () => wallet.asked.includes('eth_sendTransaction'), 60)
      await wallet.disconnect()
      await isGone()
    })

    it('is disconnected by the page, and nothing of it stays', async () => {
      await connect()
      expect(await kept()).to.not.equal(null)
      const left = Promise.withResolvers<void>()
      wallet.whenLeft(left.resolve)
      const shown = `${account.address.slice(0, 5)}…${account.address.slice(-3)}`
      await page.getByRole('button', { name: shown }).click()
      await page.getByRole('button', { name: 'Disconnect' }).click()
      await isGone()
      await left.promise
      await page.waitForFunction(() => sessionStorage.getItem('usher.wallet-connect') === null)
    })
  })

  describe('as a Base account', () => {
    const chunks = () =>
      page.evaluate(
        () => performance.getEntriesByType('resource').filter(({ name }) => /\.js$/.test(name)).length,
      )

    it('is loaded when it is chosen, and opens its own window', async () => {
      await context.route('https://keys.coinbase.com/**', (route) => route.fulfill({ body: 'Base account' }))
      const before = await chunks()
      await page.evaluate(() => {
        location.hash = 'key-of-a-gift'
      })
      const opening = page.waitForEvent('popup')
      await choose('Base Account')
      const popup = await opening
      await popup.waitForURL('https://keys.coinbase.com/**')
      // it asks for the address of the page once it has loaded
      expect(page.url()).to.not.contain('#')
      expect(await chunks()).to.be.above(before)
    })

    it('gets no window of the browser: the page says so, and it can be chosen again', async () => {
      await page.evaluate(() => {
        window.open = () => null
        location.hash = 'key-of-a-gift'
      })
      await choose('Base Account')
      await page.getByRole('button', { name: 'Cancel' }).click()
      await isSaid('Your wallet’s window did not open')
      expect(page.url()).to.contain('#key-of-a-gift')
      await tier.getByRole('button', { name: 'Base Account' }).waitFor()
    })
  })

  // the last: nobody finds the relay any more
  describe('behind a relay that does not answer', () => {
    it('is not found: the page says so', async () => {
      await relay.close()
      await choose('WalletConnect')
      await isSaid('No way to your wallet')
    })
  })
})

/** As WalletConnect's verifier confirms a page's origin, without a seal. */
function confirmOrigin(route: Route): Promise<void> {
  const id = new URL(route.request().url()).searchParams.get('id')
  const jwt = [{ alg: 'none' }, { id }].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
  const message = JSON.stringify({ type: 'verify_attestation', attestation: [...jwt, 'AA'].join('.') })
  const body = `<script>parent.postMessage(${JSON.stringify(message)}, '*')</script>`
  return route.fulfill({ contentType: 'text/html', body })
}

/** As a wallet sends what it is asked to. */
function sendFrom(account: PrivateKeyAccount, rpcUrl: string, transaction: Sent): Promise<Hex> {
  const client = createWalletClient({ account, chain: hardhat, transport: http(rpcUrl) })
  const { to, data, value = '0x0' } = transaction
  return client.sendTransaction({ to, data, value: BigInt(value) })
}

type Sent = { readonly to: Hex; readonly data: Hex; readonly value?: Hex }
