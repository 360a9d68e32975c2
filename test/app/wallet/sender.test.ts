import { expect } from 'chai'
import { createPublicClient, createWalletClient, type Hex, http } from 'viem'
import { hardhat } from 'viem/chains'
import { getDemoSigner } from '#scripts/seed/demo-signers.ts'
import type { Chain } from '#scripts/stack/chain.ts'
import { createSender } from '#ui/wallet/sender.ts'
import type { Progress } from '#ui/wallet/sending-steps.ts'
import { startTestChain } from '../../setup/chain.ts'

const { account } = getDemoSigner('Ada')
const { address: friend } = getDemoSigner('Ben')

/** Nobody answers it there: what it does is nothing, and it comes into a block. */
const call = { address: friend, kind: 'token', functionName: 'approve', args: [friend, 1n] } as const
/** so that it is not asked of the contract, which is none */
const unasked = { isTooLargeToAsk: true }

describe('a sender', () => {
  let chain: Chain
  before(async () => {
    chain = await startTestChain()
  })
  after(() => chain.stop())

  /** A sender, and a wallet that sends what it is asked to once it is told. */
  const open = () => {
    const transport = http(chain.rpcUrl)
    const client = createPublicClient({ chain: hardhat, transport, pollingInterval: 50 })
    const wallet = createWalletClient({ account, chain: hardhat, transport })
    const asked = Promise.withResolvers<void>()
    const told = Promise.withResolvers<void>()
    const wanted = new AbortController()
    const watched = new AbortController()
    const steps: Progress['step'][] = []
    const sent: Hex[] = []
    const sender = createSender({
      client,
      address: account.address,
      toRightChain: async () => undefined,
      writeContract: async () => {
        asked.resolve()
        await told.promise
        const hash = await wallet.sendTransaction({ to: friend, value: 1n })
        sent.push(hash)
        return hash
      },
      onProgress: ({ step }) => steps.push(step),
      wanted: wanted.signal,
      watched: watched.signal,
    })
    return { sender, steps, sent, isAsked: asked.promise, answer: told.resolve, wanted, watched }
  }

  it('asks the wallet, tells what was sent, and ends with its block', async () => {
    const { sender, steps, sent, answer } = open()
    answer()
    const told: Hex[] = []
    const receipt = await sender.sendCall(call, { ...unasked, onSent: (hash) => told.push(hash) })
    expect([receipt.transactionHash]).to.deep.equal(sent)
    expect(told).to.deep.equal(sent)
    expect(steps).to.deep.equal(['check', 'wallet', 'sent', 'in_block'])
  })

  describe('when nobody waits for the wallet any more', () => {
    it('follows what it sends all the same, and asks it for nothing more', async () => {
      const { sender, sent, isAsked, answer, wanted } = open()
      const first = sender.sendCall(call, unasked)
      await isAsked
      wanted.abort(new Error('given up'))
      answer()
      expect((await first).status).to.equal('success')
      const second = await sender.sendCall(call, unasked).catch((error: Error) => error.message)
      expect(second).to.equal('given up')
      expect(sent).to.have.length(1)
    })
  })

  describe('when the page is left', () => {
    it('asks the wallet for nothing more', async () => {
      const { sender, sent, isAsked, answer, watched } = open()
      const first = sender.sendCall(call, unasked).catch(() => undefined)
      await isAsked
      watched.abort(new Error('left'))
      answer()
      await first
      const second = await sender.sendCall(call, unasked).catch((error: Error) => error.message)
      expect(second).to.equal('left')
      expect(sent).to.have.length(1)
    })
  })
})
