import { expect } from 'chai'
import { generatePrivateKey, type PrivateKeyAccount, privateKeyToAccount } from 'viem/accounts'
import { hardhat } from 'viem/chains'
import { nameError } from '#ui/error-name.ts'
import type { TextStorage } from '#ui/wallet/wallet-connect/kept-sessions.ts'
import { openRemoteWallet, type RemoteWallet } from '#ui/wallet/wallet-connect/remote-wallet.ts'
import { type Relay, startRelay } from '../../setup/relay.ts'
import {
  openTestWallet,
  PROJECT_ID,
  type RemoteWallet as TestWallet,
  WALLET_APP,
} from '../../setup/remote-wallet.ts'
import { until } from '../../setup/until.ts'

describe('a wallet that is reached through a relay', () => {
  let relay: Relay
  let account: PrivateKeyAccount
  let wallet: TestWallet
  let texts: Map<string, string>
  let ended: number
  let page: RemoteWallet

  before(async () => {
    // each side has a client of its own in this process
    process.env.DISABLE_GLOBAL_CORE = 'true'
    relay = await startRelay()
  })
  beforeEach(async () => {
    account = privateKeyToAccount(generatePrivateKey())
    wallet = await openTestWallet({ relayUrl: relay.url, account, chain: 'eip155:31337' })
    texts = new Map()
    ended = 0
    page = await openPage()
    await page.pair((uri) => void wallet.scan(uri), isElsewhere)
  })
  afterEach(() => wallet.close())
  after(() => relay.close())

  const openPage = () =>
    openRemoteWallet({
      origin: 'https://tickets.example',
      settings: { projectId: PROJECT_ID, relayUrl: relay.url },
      storage: createStorage(texts),
      chain: hardhat,
      onEnded: () => {
        ended += 1
      },
      onAccounts: () => undefined,
    })
  const appLink = () =>
    new Map<string, unknown>(JSON.parse([...texts.values()][0] ?? '[]')).get('WALLETCONNECT_DEEPLINK_CHOICE')
  const sign = () => page.request({ method: 'personal_sign', params: ['0x00', account.address] })
  const failureOf = (work: Promise<unknown>) =>
    work.then(
      () => undefined,
      (cause: unknown) => nameError(cause).code,
    )

  it('has the accounts that the wallet has named, on the chain of the event', async () => {
    expect(await page.request({ method: 'eth_accounts' })).to.deep.equal([account.address])
    expect(await page.request({ method: 'eth_chainId' })).to.equal('0x7a69')
  })

  it('signs what it is asked to', async () => {
    expect(await sign()).to.equal(await account.signMessage({ message: { raw: '0x00' } }))
  })

  it('says no', async () => {
    wallet.refuseNext()
    const error = await sign().catch((cause: unknown) => cause)
    // viem and wagmi know this one (CAIP-25)
    expect(error).to.include({ code: 5000 })
  })

  it('is connected again when the page is opened anew', async () => {
    page = await openPage()
    expect(page.accounts()).to.deep.equal([account.address])
    expect(await sign()).to.equal(await account.signMessage({ message: { raw: '0x00' } }))
    expect(wallet.asked).to.deep.equal(['connect', 'personal_sign'])
  })

  it('is an app of this device: it is what the library opens with each question', async () => {
    expect(appLink()).to.equal(undefined)
    page.end()
    await page.pair(
      (uri) => void wallet.scan(uri),
      () => true,
    )
    expect(appLink()).to.deep.equal({ href: WALLET_APP })
  })

  it('is let go by the page: the wallet hears of it, and nothing stays', async () => {
    const left = Promise.withResolvers<void>()
    wallet.whenLeft(left.resolve)
    page.end()
    expect(page.accounts()).to.deep.equal([])
    expect(await failureOf(sign())).to.equal('wallet_gone')
    await left.promise
    await until('nothing is kept', () => texts.size === 0, 45)
    expect(ended).to.equal(0)
  })

  it('ends the session while it is asked: the page hears of it, and the question is answered', async () => {
    wallet.ignoreNext()
    const failing = failureOf(sign())
    await until('the wallet is asked', () => wallet.asked.includes('personal_sign'), 45)
    await wallet.disconnect()
    expect(await failing).to.equal('wallet_gone')
    await until('the page hears of it', () => ended === 1, 45)
    expect(page.accounts()).to.deep.equal([])
    await until('nothing is kept', () => texts.size === 0, 45)
  })

  it('is left for another one that is paired later', async () => {
    const second = privateKeyToAccount(generatePrivateKey())
    const other = await openTestWallet({ relayUrl: relay.url, account: second, chain: 'eip155:31337' })
    page.end()
    await page.pair((uri) => void other.scan(uri), isElsewhere)
    expect(page.accounts()).to.deep.equal([second.address])
    await other.close()
  })
})

const isElsewhere = () => false

/** As a browser keeps texts. */
function createStorage(texts: Map<string, string>): TextStorage {
  return {
    getItem: (key) => texts.get(key) ?? null,
    setItem: (key, value) => void texts.set(key, value),
    removeItem: (key) => void texts.delete(key),
  }
}
