import { expect } from 'chai'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { type Address, type Hex, keccak256, parseEther, toHex } from 'viem'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { usherEventAbi } from '#core/chain/abi/usher-event.ts'
import { getDemoSigner } from '#scripts/seed/demo-signers.ts'
import type { Stack } from '#scripts/stack/stack.ts'
import { findChromium } from '../setup/tools.ts'
import { findViolations } from './axe.ts'
import { launchBrowser } from './browser.ts'
import { type ChainClient, confirm, createEventElsewhere, openChain } from './new-event.ts'
import { START_LIMIT_MS, sharedStack } from './stack.ts'
import { visitWithWallet } from './visit-with-wallet.ts'
import { signVoucherLink } from './voucher.ts'

const PRICE = parseEther('0.01')
const TICKET = 1_000_001n

describe('what a guest can do against an organizer, and without one', function () {
  this.timeout(START_LIMIT_MS)

  let browser: Browser
  let stack: Stack
  let chain: ChainClient
  let context: BrowserContext
  let page: Page

  before(async function () {
    browser = await launchBrowser(findChromium(this))
    stack = await sharedStack()
    chain = openChain(stack.rpcUrl)
  })
  afterEach(() => context?.close())
  after(() => browser?.close())

  const organizer = getDemoSigner('Olga')

  /** A fresh event, and somebody with coin whose wallet is in this browser. */
  const begin = async () => {
    const event = await createEventElsewhere(stack, chain, { name: 'House of Rights', price: PRICE })
    const contract = { address: event.contract, abi: usherEventAbi } as const
    const opened = await visitWithWallet(browser, stack, chain)
    ;({ context, page } = opened)
    return { ...event, contract, account: opened.account }
  }
  const connect = () => page.getByRole('main').getByRole('button', { name: 'Test Wallet' }).click()
  const done = async (sent: Promise<Hex>) => confirm(chain, await sent)
  const buy = ({ contract, account }: Awaited<ReturnType<typeof begin>>) =>
    done(
      chain.writeContract({
        ...contract,
        functionName: 'buy',
        args: [1, 1n, account.address, PRICE],
        value: PRICE,
        account,
      }),
    )

  it('sees that a reissue is announced, to whom and from when on, and refuses it', async () => {
    const there = await begin()
    await buy(there)
    const to = privateKeyToAccount(generatePrivateKey()).address
    const announce = { ...there.contract, functionName: 'announceReissue', args: [TICKET, to] } as const
    await done(chain.writeContract({ ...announce, account: organizer.account }))

    await page.goto(`${stack.origin}/tickets/${there.eventId}/${TICKET}`)
    const notice = page.getByRole('status').filter({ hasText: 'wants to move this ticket' })
    await notice.getByText(`${to.slice(0, 6)}…${to.slice(-4)}`).waitFor()
    expect(await notice.getByRole('button').count()).to.equal(0)
    await connect()
    await notice.getByRole('button', { name: 'Refuse and keep the ticket' }).waitFor()
    expect(await findViolations(page)).to.deep.equal([])
    await notice.getByRole('button', { name: 'Refuse and keep the ticket' }).click()
    await page.getByText('Refused: the ticket stays yours').waitFor()
    expect(await findViolations(page)).to.deep.equal([])
    const [announced] = await chain.readContract({
      ...there.contract,
      functionName: 'reissueOf',
      args: [TICKET],
    })
    expect(BigInt(announced)).to.equal(0n)
  })

  it('sees what an event owes, and has it paid', async () => {
    const there = await begin()
    await buy(there)
    const makeVoid = { ...there.contract, functionName: 'voidTickets', args: [[TICKET]] } as const
    await done(chain.writeContract({ ...makeVoid, account: organizer.account }))

    await page.goto(`${stack.origin}/tickets`)
    await connect()
    const owed = page.getByRole('region', { name: 'Money waiting for you' })
    await owed.getByText('0.01 ETH').waitFor()
    expect(await findViolations(page)).to.deep.equal([])
    await owed.getByRole('button', { name: 'Have it paid to this wallet' }).click()
    await owed.getByText('Done', { exact: true }).waitFor()
    expect(await findViolations(page)).to.deep.equal([])
    expect(await creditOf(there.contract, there.account.address)).to.equal(0n)

    const isAnswered = page.waitForResponse((answer) => answer.url().endsWith('/credits'))
    await page.reload()
    await isAnswered
    await owed.waitFor({ state: 'detached' })
  })

  it('may open the refunds when nobody settled for 180 days, and hears what the contract says', async () => {
    const there = await begin()
    await buy(there)
    // the chain's own time stays; what the page is told is of an event long past
    const endsAt = new Date(Date.now() - 181 * 86_400_000).toISOString()
    await context.route(`**/api/events/${there.eventId}`, async (route) => {
      const response = await route.fetch()
      await route.fulfill({ response, json: { ...(await response.json()), status: 'ended', endsAt } })
    })
    await page.goto(`${stack.origin}/tickets/${there.eventId}/${TICKET}`)
    await connect()
    await page.getByText('Nobody has settled this event').waitFor()
    expect(await findViolations(page)).to.deep.equal([])
    await page.getByRole('button', { name: 'Open the refunds' }).click()
    await page.getByText('It is too early for that.').waitFor()
    expect(await findViolations(page)).to.deep.equal([])
  })

  it('takes a gift with coin of his own where the relay will not bring it', async () => {
    const there = await begin()
    // an account that pays and has a part in the event could do more with its signature than bring gifts
    const { relayer } = await (await fetch(`${stack.origin}/api/chain`)).json()
    const grant = [keccak256(toHex('MINTER_ROLE')), relayer] as const
    const role = { ...there.contract, functionName: 'grantRole', args: grant } as const
    await done(chain.writeContract({ ...role, account: organizer.account }))

    await page.goto(await signVoucherLink(stack.origin, there.eventId, organizer.privateKey))
    const gift = page.locator('section', { hasText: 'A ticket for you: Floor' }).last()
    await gift.getByRole('button', { name: 'Test Wallet' }).click()
    await gift.getByRole('button', { name: 'Take it', exact: true }).click()
    await gift.getByText('The gift cannot be taken').waitFor()
    expect(await findViolations(page)).to.deep.equal([])
    await gift.getByRole('button', { name: 'Take it with your own coin' }).click()
    await gift.getByText('It is yours.').waitFor()
    expect(await findViolations(page)).to.deep.equal([])
    const balance = { ...there.contract, functionName: 'balanceOf', args: [there.account.address] } as const
    expect(await chain.readContract(balance)).to.equal(1n)
  })

  type Contract = { readonly address: Address; readonly abi: typeof usherEventAbi }
  const creditOf = (contract: Contract, account: Address) =>
    chain.readContract({ ...contract, functionName: 'creditOf', args: [account] })
})
