import { expect } from 'chai'
import type { Address, EIP1193RequestFn, Transport } from 'viem'
import { createClient, custom, getAddress, parseEther, toHex, zeroAddress } from 'viem'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { hardhat } from 'viem/chains'
import { AIRDROP_CHUNK_SIZE } from '#core/chain/airdrop.ts'
import {
  AirdropChangedError,
  AirdropOnItsWayError,
  sendAirdrop,
  TierTooSmallError,
} from '#scripts/airdrop/send.ts'
import { openChain, type TestChain } from '#test/contracts/chain.ts'
import { createEvent, freshAddresses, type TestEvent, tier } from '#test/contracts/event.ts'

/** As many as it takes to fill three chunks and begin a fourth. */
const RECIPIENTS = freshAddresses(3 * AIRDROP_CHUNK_SIZE + 10)

describe('sendAirdrop', () => {
  /** As whoever runs the script: a key of its own, the node knows it not. */
  const minter = privateKeyToAccount(generatePrivateKey())
  let chain: TestChain
  let event: TestEvent

  const created = async () => {
    const fresh = await createEvent(chain, { standing: { supply: 10_000 } })
    const { write, read } = fresh.as(fresh.organizer)
    await write.grantRole([await read.MINTER_ROLE(), minter.address])
    await chain.setBalance(minter.address, parseEther('10'))
    return fresh
  }

  before(async () => {
    chain = await openChain()
  })

  beforeEach(async () => {
    event = await chain.loadFixture(created)
  })

  const airdrop = { name: 'press', tierId: tier.gift as number, recipients: RECIPIENTS }

  /** The node, as it answers through `ask`. */
  type Ask = (method: string, pass: () => Promise<unknown>) => Promise<unknown>
  const send = (ask: Ask = (_, pass) => pass(), changes: Partial<typeof airdrop> = {}) => {
    const { request } = chain.transport({ chain: hardhat }) as { request: EIP1193RequestFn }
    const transport: Transport = custom(
      { request: (call: { method: string }) => ask(call.method, () => request(call as never)) },
      { retryCount: 0 },
    )
    const client = createClient({
      account: minter,
      chain: hardhat,
      transport,
      pollingInterval: 10,
    })
    return sendAirdrop({ client, event: event.address, airdrop: { ...airdrop, ...changes } })
  }

  /** Fails each call of the method from the `nth` on: before it reaches the node, or when the answer comes back. */
  const failing =
    (wanted: string, nth: number, when: 'before' | 'after'): Ask =>
    async (method, pass) => {
      if (method !== wanted) return pass()
      nth -= 1
      if (nth > 0) return pass()
      if (when === 'after') await pass()
      throw new Error('The line is dead')
    }

  const dies = async (sending: Promise<unknown>) => {
    const refusal = await sending.then(
      () => expect.fail('expected the line to be dead'),
      (cause: unknown) => cause,
    )
    expect(String(refusal)).to.include('The line is dead')
  }

  const issued = async (tierId: 1 | 2 = tier.gift) => (await event.read.tier([tierId]))[1]

  /** Everybody on the list has exactly one ticket. */
  const expectOneEach = async (recipients: readonly Address[] = RECIPIENTS) => {
    const balances = await Promise.all(recipients.map((address) => event.read.balanceOf([address])))
    expect(balances.findIndex((balance) => balance !== 1n)).to.equal(-1)
  }

  it('gives each of 3,000 recipients a ticket, in their order', async () => {
    const recipients = freshAddresses(3_000)
    expect(await send(undefined, { recipients })).to.equal(Math.ceil(3_000 / AIRDROP_CHUNK_SIZE))
    await expectOneEach(recipients)
    expect(await event.read.ownerOf([2_003_000n])).to.equal(getAddress(recipients.at(-1) ?? zeroAddress))
    expect(await issued()).to.equal(3_000)
  })

  it('sends nothing the second time', async () => {
    await send()
    expect(await send()).to.equal(0)
    expect(await issued()).to.equal(RECIPIENTS.length)
  })

  for (const [what, method, when] of [
    ['a chunk is not sent', 'eth_sendRawTransaction', 'before'],
    ['the answer to a chunk is lost', 'eth_sendRawTransaction', 'after'],
    ['a receipt is lost', 'eth_getTransactionReceipt', 'before'],
  ] as const) {
    describe(`when ${what} in the middle`, () => {
      it('goes on with exactly what is missing', async () => {
        await dies(send(failing(method, 3, when)))
        const before = Math.floor((await issued()) / AIRDROP_CHUNK_SIZE)
        expect(before).to.equal(when === 'before' && method === 'eth_sendRawTransaction' ? 2 : 3)

        expect(await send()).to.equal(4 - before)
        await expectOneEach()
        expect(await issued()).to.equal(RECIPIENTS.length)
      })
    })
  }

  describe('when others mint in between', () => {
    it('is not confused by their numbers, and counts none of theirs', async () => {
      const guest = event.guest.account.address
      await event.as(event.organizer).write.mint([tier.gift, guest, 5n])
      await dies(send(failing('eth_sendRawTransaction', 2, 'before')))
      // the very recipients of the second chunk, by somebody else's airdrop
      const theirs = RECIPIENTS.slice(AIRDROP_CHUNK_SIZE, AIRDROP_CHUNK_SIZE + 3)
      await event.as(event.organizer).write.airdrop([tier.free, theirs])
      await event.as(event.organizer).write.mint([tier.gift, guest, BigInt(AIRDROP_CHUNK_SIZE)])

      expect(await send()).to.equal(3)
      expect(await issued()).to.equal(5 + AIRDROP_CHUNK_SIZE + RECIPIENTS.length)
      expect(await event.read.balanceOf([theirs[0] ?? zeroAddress])).to.equal(2n)
    })
  })

  describe('when a chunk is still on its way as it is sent again', () => {
    const asked = (method: string, params: readonly unknown[]) => {
      const { request } = createClient({ chain: hardhat, transport: chain.transport })
      return request({ method, params } as never)
    }

    /** The first chunk is sent, in no block yet, and its receipt never comes. */
    beforeEach(async () => {
      await asked('evm_setAutomine', [false])
      await dies(send(failing('eth_getTransactionReceipt', 1, 'before')))
      expect(await issued()).to.equal(0)
    })

    afterEach(() => asked('evm_setAutomine', [true]))

    it('sends it to no node that knows of it, and goes on when it has arrived', async () => {
      const refusal = await send().catch((cause: unknown) => cause)
      expect(refusal).to.be.instanceOf(AirdropOnItsWayError)
      await asked('evm_mine', [])
      await asked('evm_setAutomine', [true])

      expect(await send()).to.equal(3)
      await expectOneEach()
      expect(await issued()).to.equal(RECIPIENTS.length)
    })

    it('is issued once by a node that takes both', async () => {
      const sent = await send(async (method, pass) => {
        // as a node does that looks at its last block only
        if (method === 'eth_estimateGas') return toHex(14_000_000)
        const answer = await pass()
        if (method !== 'eth_sendRawTransaction') return answer
        await asked('evm_mine', [])
        await asked('evm_setAutomine', [true])
        return answer
      })
      expect(sent).to.equal(3)
      await expectOneEach()
      expect(await issued()).to.equal(RECIPIENTS.length)
    })
  })

  describe('when a reorg undoes a chunk', () => {
    it('sends it again in the same run', async () => {
      const before: Awaited<ReturnType<TestChain['takeSnapshot']>>[] = []
      const sent = await send(async (method, pass) => {
        if (method === 'eth_sendRawTransaction' && before.length < 4) before.push(await chain.takeSnapshot())
        const answer = await pass()
        // the last chunk has its receipt, and then its block and the one before leave the chain
        if (method === 'eth_getTransactionReceipt' && before.length === 4) {
          const [, , third] = before
          before.push(await chain.takeSnapshot())
          await third?.restore()
        }
        return answer
      })
      expect(sent).to.equal(6)
      await expectOneEach()
      expect(await issued()).to.equal(RECIPIENTS.length)
    })
  })

  describe('when the list is not the one that was begun under the name', () => {
    it('sends nothing and says where it differs', async () => {
      await dies(send(failing('eth_sendRawTransaction', 3, 'before')))
      const [first = zeroAddress, ...rest] = RECIPIENTS
      const changed = [[...rest, first], [...RECIPIENTS].reverse(), RECIPIENTS.slice(0, 7)]
      for (const recipients of changed) {
        const refusal = await send(undefined, { recipients }).catch((cause: unknown) => cause)
        expect(refusal).to.be.instanceOf(AirdropChangedError)
        expect(String(refusal)).to.include('Recipients 1 to ')
      }
      const refusal = await send(undefined, { tierId: tier.open }).catch((cause: unknown) => cause)
      expect(refusal).to.be.instanceOf(AirdropChangedError)
      expect(await issued()).to.equal(2 * AIRDROP_CHUNK_SIZE)
      expect(await issued(tier.open)).to.equal(0)
    })

    it('takes what was changed in, or added to, chunks that were not sent', async () => {
      await dies(send(failing('eth_sendRawTransaction', 4, 'before')))
      const recipients = [...RECIPIENTS.slice(0, -5), ...freshAddresses(RECIPIENTS.length + 20).slice(-20)]
      await send(undefined, { recipients })
      await expectOneEach(recipients)
    })
  })

  it('sends nothing when the tier has not enough places for all of it', async () => {
    const supply = RECIPIENTS.length - 1
    await event.as(event.organizer).write.changeTier([tier.gift, { ...event.standing, name: 'Gift', supply }])
    const refusal = await send().catch((cause: unknown) => cause)
    expect(refusal).to.be.instanceOf(TierTooSmallError)
    expect(await issued()).to.equal(0)

    const enough = { ...event.standing, name: 'Gift', supply: supply + 1 }
    await event.as(event.organizer).write.changeTier([tier.gift, enough])
    await send()
  })
})
