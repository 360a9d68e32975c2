import { expect } from 'chai'
import { parseEther, zeroAddress } from 'viem'
import type { TestChain } from './chain.ts'
import { expectRevert, openChain } from './chain.ts'
import type { TestEvent } from './event.ts'
import { createEvent } from './event.ts'

const price = parseEther('0.1')

describe('UsherEvent.buy', () => {
  let chain: TestChain
  let event: TestEvent

  before(async () => {
    chain = await openChain()
  })

  beforeEach(async () => {
    event = await chain.loadFixture(created)
  })

  async function created() {
    return createEvent(chain)
  }

  describe('when a guest pays the price of two tickets', () => {
    it('issues the next two numbers of the tier, and says so in its logs', async () => {
      const guest = event.as(event.guest)
      await guest.write.buy([1, 1n, event.guest.account.address, price], { value: price })

      const logs = await event.logsOf(
        guest.write.buy([1, 2n, event.friend.account.address, price], { value: 2n * price }),
      )

      const friend = event.friend.account.address
      expect(logs.map(({ eventName }) => eventName)).to.deep.equal(['Transfer', 'Transfer', 'TicketsSold'])
      expect(logs[0]?.args).to.deep.include({ from: zeroAddress, tokenId: 1_000_002n })
      expect((await event.read.ownerOf([1_000_003n])).toLowerCase()).to.equal(friend.toLowerCase())
    })
  })

  describe('when the price is another than the guest expects', () => {
    it('refuses and names both', async () => {
      const guest = event.as(event.guest)
      await expectRevert(
        guest.write.buy([1, 1n, event.guest.account.address, price + 1n], { value: price + 1n }),
        'UsherEvent_PriceChanged',
        [price + 1n, price],
      )
    })
  })
})
