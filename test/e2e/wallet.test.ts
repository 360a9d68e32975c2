import { expect } from 'chai'
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import { parseEther } from 'viem'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { usherEventAbi } from '#core/chain/abi/usher-event.ts'
import { parseEventId } from '#core/event-id.ts'
import { getDemoSigner } from '#scripts/seed/demo-signers.ts'
import type { Stack } from '#scripts/stack/stack.ts'
import { findChromium } from '../setup/tools.ts'
import { findViolations } from './axe.ts'
import { launchBrowser } from './browser.ts'
import { layCable } from './cable.ts'
import { type InjectedWallet, injectWallet } from './injected-wallet.ts'
import { type ChainClient, openChain } from './new-event.ts'
import { START_LIMIT_MS, sharedStack } from './stack.ts'
import { visitWithWallet } from './visit-with-wallet.ts'

const EVENT = 'Night of the Owls'
const CHAIN_ID = 31_337

describe('a wallet of the browser’s own', function () {
  this.timeout(START_LIMIT_MS)

  let browser: Browser
  let stack: Stack
  let chain: ChainClient
  let eventId: string
  let context: BrowserContext
  let page: Page
  let wallet: InjectedWallet
  let tier: Locator

  before(async function () {
    browser = await launchBrowser(findChromium(this))
    stack = await sharedStack()
    chain = openChain(stack.rpcUrl)
    eventId = stack.demo?.events.find(({ name }) => name === EVENT)?.eventId ?? ''
  })
  afterEach(async () => {
    await chain.setAutomine(true)
    await context?.close()
  })
  after(() => browser?.close())

  /** Somebody with coin and this wallet, on the page of an event. */
  const open = async (chainId = CHAIN_ID, origin = stack.origin) => {
    const opened = await visitWithWallet(browser, { ...stack, chainId }, chain)
    ;({ context, wallet, page } = opened)
    await page.goto(`${origin}/events/${eventId}`)
    tier = page
      .locator('section', { has: page.getByRole('heading', { name: 'Standing', exact: true }) })
      .last()
    return opened.account
  }
  const connect = async () => {
    await tier.getByRole('button', { name: 'Connect a wallet to buy' }).click()
    await tier.getByRole('button', { name: 'Test Wallet' }).click()
    await tier.getByRole('button', { name: 'Buy one' }).waitFor()
  }
  const buy = () => tier.getByRole('button', { name: 'Buy one' }).click()
  const isSaid = async (title: string) => {
    await tier.getByRole('alert').getByText(title).waitFor()
    expect(await findViolations(page)).to.deep.equal([])
  }
  const isBought = () => tier.getByRole('link', { name: 'Open your ticket' }).waitFor()

  /** Buys while no block comes, until the page has found the transaction waiting for one. */
  const buyWithoutBlock = async () => {
    await chain.setAutomine(false)
    let isAskedFor = false
    // the page asks for its receipt again once it has looked at the transaction itself
    const isFound = page.waitForRequest((request) => {
      const asked = request.postData() ?? ''
      isAskedFor ||= asked.includes('eth_getTransactionByHash')
      return isAskedFor && asked.includes('eth_getTransactionReceipt')
    })
    await buy()
    await isFound
  }

  it('says no to being connected, and is asked again', async () => {
    await open()
    wallet.refuseNext('eth_requestAccounts')
    await tier.getByRole('button', { name: 'Connect a wallet to buy' }).click()
    await tier.getByRole('button', { name: 'Test Wallet' }).click()
    await isSaid('Your wallet said no')
    await tier.getByRole('button', { name: 'Test Wallet' }).click()
    await tier.getByRole('button', { name: 'Buy one' }).waitFor()
  })

  it('never answers, and is asked again', async () => {
    await open()
    wallet.ignoreNext('eth_requestAccounts')
    await tier.getByRole('button', { name: 'Connect a wallet to buy' }).click()
    await tier.getByRole('button', { name: 'Test Wallet' }).click()
    await tier.getByText('Waiting for your wallet').waitFor()
    await tier.getByRole('button', { name: 'Test Wallet' }).click()
    await tier.getByRole('button', { name: 'Buy one' }).waitFor()

    wallet.ignoreNext('eth_sendTransaction')
    await buy()
    await tier.getByRole('button', { name: 'My wallet does not ask' }).click()
    await buy()
    await isBought()
  })

  it('is one of two: each is offered by its name, and the chosen one is connected', async () => {
    await open()
    const other = privateKeyToAccount(generatePrivateKey())
    await injectWallet(context, other, { name: 'Second Wallet', chainId: CHAIN_ID })
    await page.reload()
    await tier.getByRole('button', { name: 'Connect a wallet to buy' }).click()
    await tier.getByRole('button', { name: 'Test Wallet' }).waitFor()
    await tier.getByRole('button', { name: 'Second Wallet' }).click()
    const shown = `${other.address.slice(0, 5)}…${other.address.slice(-3)}`
    await page.getByRole('button', { name: shown }).waitFor()
    expect(wallet.asked).not.to.include('eth_requestAccounts')
  })

  it('says no to paying, is busy with another question, and is asked again', async () => {
    await open()
    await connect()
    wallet.refuseNext('eth_sendTransaction')
    await buy()
    await isSaid('Your wallet said no')
    wallet.refuseNext('eth_sendTransaction', 'busy')
    await buy()
    await isSaid('Your wallet has a question open')
    await buy()
    await isBought()
  })

  it('has too little coin: the page says so, and the local chain’s faucet helps', async () => {
    const account = await open()
    await chain.setBalance({ address: account.address, value: 0n })
    await connect()
    await buy()
    await isSaid('Not enough coin in this wallet')
    expect(wallet.asked).not.to.include('eth_sendTransaction')
    await tier.getByRole('button', { name: 'Get coin of the local chain' }).click()
    await tier.getByText('10 ETH are in your wallet.').waitFor()
    expect(await findViolations(page)).to.deep.equal([])
    await buy()
    await isBought()
  })

  it('is asked while there is no network: the page says so, and buys when asked again', async () => {
    const cable = await layCable(stack.origin)
    try {
      await open(CHAIN_ID, cable.origin)
      await connect()
      // what asks the wallet is loaded when it is first needed
      await cable.unplug()
      await buy()
      await isSaid('A part of the page is missing')
      await cable.plugIn()
      await buy()
      await isBought()
    } finally {
      await cable.unplug()
    }
  })

  it('is on another network: asked to switch it says no, then adds the network and pays there', async () => {
    await open(1)
    await connect()
    wallet.refuseNext('wallet_switchEthereumChain')
    await buy()
    await isSaid('Your wallet said no')
    expect(wallet.asked).not.to.include('eth_sendTransaction')

    wallet.refuseNext('wallet_switchEthereumChain', 'chain_unknown')
    await buy()
    await isBought()
    expect(wallet.asked).to.include('wallet_addEthereumChain')
  })

  it('speeds the payment up, and the page goes on with that', async () => {
    await open()
    await connect()
    await buyWithoutBlock()
    await tier.getByText('Sent, waiting for a block').waitFor()
    expect(await findViolations(page)).to.deep.equal([])
    await wallet.speedUp()
    await chain.mine({ blocks: 1 })
    await isBought()
  })

  it('cancels the payment: the page says so, and buys when asked again', async () => {
    const account = await open()
    await connect()
    await buyWithoutBlock()
    await wallet.cancel()
    await chain.mine({ blocks: 1 })
    await isSaid('You canceled it in your wallet')
    expect(await ticketsOf(account.address)).to.equal(0n)

    await chain.setAutomine(true)
    await buy()
    await isBought()
    expect(await ticketsOf(account.address)).to.equal(1n)
  })

  it('pays too late: what was refused in its block says so, and works again later', async () => {
    await open()
    await connect()
    await buyWithoutBlock()
    await organizer('pauseSales')
    await chain.mine({ blocks: 1 })
    await isSaid('The chain took it back')

    await chain.setAutomine(true)
    await organizer('resumeSales')
    await tier.getByRole('button', { name: 'Buy one' }).waitFor()
    await buy()
    await isBought()
  })

  const contractOf = () => {
    const event = parseEventId(eventId)
    if (!event) throw new Error('the demo has an event')
    return { address: event.contract, abi: usherEventAbi } as const
  }
  const ticketsOf = (holder: `0x${string}`) =>
    chain.readContract({ ...contractOf(), functionName: 'balanceOf', args: [holder] })
  /** At a fee that puts it ahead of whatever waits. */
  const organizer = (functionName: 'pauseSales' | 'resumeSales') =>
    chain.writeContract({
      ...contractOf(),
      functionName,
      account: getDemoSigner('Olga').account,
      gas: 200_000n,
      maxFeePerGas: parseEther('0.0000005'),
      maxPriorityFeePerGas: parseEther('0.0000005'),
    })
})
