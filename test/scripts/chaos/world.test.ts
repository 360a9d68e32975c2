import { expect } from 'chai'
import { parseEventLogs } from 'viem'
import { usherEventAbi } from '#core/chain/abi/usher-event.ts'
import { openWorld } from '#scripts/chaos/mirror/world.ts'
import { createRandom } from '#scripts/chaos/random.ts'
import { deployFactory } from '#scripts/deploy.ts'
import { startAnvil } from '#scripts/stack/anvil.ts'

/** Every log by which the mirror changes. A world without one of them tests nothing of it. */
const LOGS = [
  'EventConfigured',
  'TierConfigured',
  'TimesChanged',
  'ContractURIChanged',
  'SalesPaused',
  'SalesResumed',
  'EventCanceled',
  'EventSettled',
  'RefundsOpened',
  'OwnershipTransferred',
  'RoleGranted',
  'RoleRevoked',
  'Transfer',
  'TicketsSold',
  'TicketVoided',
  'TicketRefunded',
  'TicketResold',
  'ReissueAnnounced',
  'ReissueDropped',
  'TicketReissued',
  'TicketUsed',
  'TicketUseLifted',
  'VoucherClaimed',
  'VoucherRevoked',
  'ListingCanceled',
  'ListingsCanceled',
  'CreditAdded',
  'CreditWithdrawn',
]

const MOST_BLOCKS = 4_000

describe('the world that chaos is let loose on', () => {
  it('sees everything happen to tickets that the mirror knows of', async function () {
    this.timeout(1_800_000)
    const anvil = await startAnvil({ genesisAt: 1_750_000_000 })
    try {
      const followed = await deployFactory({ rpcUrl: anvil.rpcUrl })
      const world = await openWorld(anvil.rpcUrl, followed, createRandom(1))
      let missing: readonly string[] = LOGS
      let fromBlock = followed.startBlock
      for (let block = 0; block < MOST_BLOCKS && missing.length > 0; block += 100) {
        await world.live(100)
        const logs = parseEventLogs({ abi: usherEventAbi, logs: await world.client.getLogs({ fromBlock }) })
        const seen = new Set<string>(logs.map(({ eventName }) => eventName))
        missing = missing.filter((name) => !seen.has(name))
        fromBlock = await world.client.getBlockNumber()
      }
      expect(missing).to.deep.equal([])
    } finally {
      await anvil.stop()
    }
  })
})
