import { SignClient } from '@walletconnect/sign-client'
import { expect } from 'chai'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { nameError } from '#ui/error-name.ts'
import { openPairing } from '#ui/wallet/wallet-connect/pairing.ts'
import { type Relay, startRelay } from '../../setup/relay.ts'
import { clientOptions, openTestWallet, type RemoteWallet } from '../../setup/remote-wallet.ts'

const CHAIN = 'eip155:31337'
const WANTED = { chain: CHAIN, methods: ['personal_sign'] }

describe('a pairing with a wallet elsewhere', () => {
  let relay: Relay
  let page: InstanceType<typeof SignClient>
  let wallet: RemoteWallet

  before(async () => {
    relay = await startRelay()
  })
  beforeEach(async () => {
    page = await SignClient.init(clientOptions('page', relay.url))
    const account = privateKeyToAccount(generatePrivateKey())
    wallet = await openTestWallet({ relayUrl: relay.url, account, chain: CHAIN })
  })
  afterEach(async () => {
    await page.core.relayer.transportClose()
    await wallet.close()
  })
  after(() => relay.close())

  /** The pairing, with the wallet led to it. */
  const pair = () => openPairing(page, WANTED, (uri) => void wallet.scan(uri))
  const failureOf = async (session: Promise<unknown>) => {
    const error = await session.then(
      () => undefined,
      (cause: unknown) => cause,
    )
    return nameError(error).code
  }

  it('becomes a session with the wallet’s accounts once that says yes', async () => {
    const session = await pair().session
    expect(session.namespaces.eip155?.accounts).to.have.length(1)
    expect(wallet.asked).to.deep.equal(['connect'])
  })

  it('is refused by the wallet’s owner', async () => {
    wallet.refuseNext()
    expect(await failureOf(pair().session)).to.equal('wallet_refused')
  })

  it('is refused by a wallet that does not know the chain', async () => {
    wallet.refuseNext('chain_unknown')
    expect(await failureOf(pair().session)).to.equal('wallet_chain')
  })

  it('is given up before any wallet came', async () => {
    const pairing = openPairing(page, WANTED, () => pairing.giveUp())
    expect(await failureOf(pairing.session)).to.equal('wallet_refused')
  })

  it('lets a wallet go that comes after it was given up', async () => {
    const shown = Promise.withResolvers<string>()
    const pairing = openPairing(page, WANTED, shown.resolve)
    const uri = await shown.promise
    pairing.giveUp()
    expect(await failureOf(pairing.session)).to.equal('wallet_refused')
    const left = Promise.withResolvers<void>()
    wallet.whenLeft(left.resolve)
    await wallet.scan(uri)
    await left.promise
    expect(wallet.sessions()).to.equal(0)
  })

  it('fails where nobody answers at the relay’s address', async () => {
    const lost = await SignClient.init(clientOptions('page', 'ws://127.0.0.1:9'))
    const pairing = openPairing(lost, WANTED, () => undefined)
    expect(await failureOf(pairing.session)).to.equal('wallet_relay')
    await lost.core.relayer.transportClose()
  })
})
