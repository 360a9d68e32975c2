import { expect } from 'chai'
import { createTestClient, createWalletClient, type Hex, http, parseGwei, publicActions, toHex } from 'viem'
import { hardhat } from 'viem/chains'
import { getDemoSigner } from '#scripts/seed/demo-signers.ts'
import type { Chain } from '#scripts/stack/chain.ts'
import { findReplacement } from '#ui/wallet/find-replacement.ts'
import { followTransaction } from '#ui/wallet/follow-transaction.ts'
import {
  hasComeToNothing,
  TransactionCanceled,
  TransactionLost,
  TransactionReplaced,
  TransactionReverted,
} from '#ui/wallet/transaction-faults.ts'
import { startTestChain } from '../../setup/chain.ts'

/** Init code that reverts. */
const REVERT = '0x60006000fd'

const { account } = getDemoSigner('Ada')
const { address: friend } = getDemoSigner('Ben')
const { address: other } = getDemoSigner('Cleo')

describe('following a transaction', () => {
  let chain: Chain
  let node: ReturnType<typeof openNode>
  let nonce: number

  before(async () => {
    chain = await startTestChain()
    node = openNode(chain.rpcUrl)
  })
  beforeEach(async () => {
    await node.control.setAutomine(false)
    nonce = await node.control.getTransactionCount({ address: account.address })
  })
  after(() => chain.stop())

  /** In the place that this test has in the sender's order, so that each takes the place of the one before. */
  const send = (
    fields: { readonly to?: Hex | null; readonly value?: bigint; readonly data?: Hex },
    gwei = '10',
  ) =>
    node.wallet.sendTransaction({
      to: friend,
      ...fields,
      nonce,
      gas: 100_000n,
      maxFeePerGas: parseGwei(gwei),
      maxPriorityFeePerGas: parseGwei(gwei),
    })

  /** Follows it; `isSeen` ends once the follower has found it waiting for a block. */
  const follow = (hash: Hex, more: Partial<Parameters<typeof followTransaction>[2]> = {}) => {
    const seen = Promise.withResolvers<void>()
    const watched = {
      ...node.control,
      getTransaction: async (asked: { readonly hash: Hex }) => {
        const found = await node.control.getTransaction(asked)
        seen.resolve()
        return found
      },
    }
    const outcome = followTransaction(watched as unknown as Parameters<typeof followTransaction>[0], hash, {
      signal: new AbortController().signal,
      ...more,
    }).then(
      (receipt) => ({ receipt, error: undefined }),
      (error: unknown) => ({ receipt: undefined, error }),
    )
    return { outcome, isSeen: seen.promise }
  }

  it('ends with its receipt once it is in a block', async () => {
    const hash = await send({ value: 1n })
    const { outcome, isSeen } = follow(hash)
    await isSeen
    await node.control.mine({ blocks: 1 })
    expect((await outcome).receipt?.transactionHash).to.equal(hash)
  })

  it('says that it was reverted in its block', async () => {
    const hash = await send({ to: null, data: REVERT })
    await node.control.mine({ blocks: 1 })
    const { error } = await follow(hash).outcome
    expect(error).to.be.instanceOf(TransactionReverted)
    expect(hasComeToNothing(error)).to.equal(true)
  })

  describe('when its place is taken', () => {
    it('goes on under the new hash where only the fee differs', async () => {
      const repriced: Hex[] = []
      const { outcome, isSeen } = follow(await send({ value: 1n }), {
        onRepriced: (hash) => repriced.push(hash),
      })
      await isSeen
      const faster = await send({ value: 1n }, '20')
      await node.control.mine({ blocks: 1 })
      expect((await outcome).receipt?.transactionHash).to.equal(faster)
      expect(repriced).to.deep.equal([faster])
    })

    it('says that the wallet called it off', async () => {
      const { outcome, isSeen } = follow(await send({ value: 1n }))
      await isSeen
      await send({ to: account.address, value: 0n }, '20')
      await node.control.mine({ blocks: 1 })
      const { error } = await outcome
      expect(error).to.be.instanceOf(TransactionCanceled)
      expect(hasComeToNothing(error)).to.equal(true)
    })

    it('says that something else was sent', async () => {
      const { outcome, isSeen } = follow(await send({ value: 1n }))
      await isSeen
      await send({ to: other, value: 1n }, '20')
      await node.control.mine({ blocks: 1 })
      expect((await outcome).error).to.be.instanceOf(TransactionReplaced)
    })

    it('finds what took it, however many blocks ago', async () => {
      const place = { from: account.address, nonce }
      const since = await node.control.getBlockNumber({ cacheTime: 0 })
      await node.control.mine({ blocks: 5 })
      expect(await findReplacement(node.control, place, since)).to.equal(undefined)
      const hash = await send({ value: 1n })
      await node.control.mine({ blocks: 9 })
      expect((await findReplacement(node.control, place, since))?.hash).to.equal(hash)
    })
  })

  it('gives up one that the node has not known for as long as it is let', async () => {
    const unheard = toHex(crypto.getRandomValues(new Uint8Array(32)))
    expect((await follow(unheard, { lostAfterMs: 0 }).outcome).error).to.be.instanceOf(TransactionLost)
  })

  it('ends with the reason of whoever leaves', async () => {
    const leaving = new AbortController()
    const { outcome, isSeen } = follow(await send({ value: 1n }), { signal: leaving.signal })
    await isSeen
    leaving.abort(new Error('left'))
    const { error } = await outcome
    expect(error).to.have.property('message', 'left')
    expect(hasComeToNothing(error)).to.equal(false)
    await node.control.mine({ blocks: 1 })
  })
})

function openNode(rpcUrl: string) {
  const shared = { chain: hardhat, transport: http(rpcUrl) }
  return {
    control: createTestClient({ ...shared, mode: 'hardhat' }).extend(publicActions),
    wallet: createWalletClient({ ...shared, account }),
  }
}
