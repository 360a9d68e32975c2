import { expect } from 'chai'
import type { Address } from 'viem'
import { encodePacked, getAddress, zeroAddress, zeroHash } from 'viem'
import { usherEventAbi } from '#core/chain/abi/usher-event.ts'
import { usherFactoryAbi } from '#core/chain/abi/usher-factory.ts'
import type { TestChain } from './chain.ts'
import { expectRevert, openChain } from './chain.ts'
import type { EventSettings, Stage, TierSettings } from './event.ts'
import { HOUR, openStage } from './event.ts'

const LATEST = 2n ** 32n - 1n

describe('UsherEvent.initialize', () => {
  let chain: TestChain
  let stage: Stage

  const opened = () => openStage(chain)

  before(async () => {
    chain = await openChain()
  })

  beforeEach(async () => {
    stage = await chain.loadFixture(opened)
  })

  const create = (settings: Partial<EventSettings>, tier: Partial<TierSettings> = {}) =>
    stage.organizer.writeContract({
      address: stage.factory,
      abi: usherFactoryAbi,
      functionName: 'createEvent',
      args: [{ ...stage.settings, ...settings }, [{ ...stage.standing, ...tier }], zeroHash],
    })

  describe('names of the event, its symbol and its tiers', () => {
    const valid = ['a', 'x'.repeat(64), 'Nächte; 東京 (#1) 100% `ok` /', 'é'.repeat(32), '\u00a0']
    for (const name of valid) {
      it(`may be ${JSON.stringify(name)}`, async () => {
        await create({ name, symbol: name }, { name })
      })
    }

    const invalid = [
      '',
      'x'.repeat(65),
      'é'.repeat(33),
      ...'<>&"\'\\',
      '\0',
      '\n',
      '\x1f',
      '\x7f',
      '\x80',
      '\x9f',
    ]
    for (const character of invalid) {
      const name = character.length > 1 || character === '' ? character : `a${character}b`
      it(`may not be ${JSON.stringify(name)}`, async () => {
        await expectRevert(create({ name }), 'UsherEvent_NameInvalid', [name])
        await expectRevert(create({ symbol: name }), 'UsherEvent_NameInvalid', [name])
        await expectRevert(create({}, { name }), 'UsherEvent_NameInvalid', [name])
      })
    }

    it('may hold every other printable character of ASCII', async () => {
      const printable = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i)).filter(
        (character) => !'<>&"\'\\'.includes(character),
      )
      await create({ name: printable.slice(0, 64).join('') }, { name: printable.slice(64).join('') })
    })
  })

  describe('the address of the description', () => {
    for (const contractURI of ['', 'https://a.example/?x=1&y=2#z', `ipfs://${'a'.repeat(2_041)}`]) {
      it(`may be ${contractURI.slice(0, 40) || 'empty'} of ${contractURI.length} characters`, async () => {
        await create({ contractURI })
      })
    }

    for (const contractURI of [
      `ipfs://${'a'.repeat(2_042)}`,
      'a b',
      'a\0',
      'a\x7f',
      'a<',
      'a>',
      'a"',
      'a\\',
      'ä',
    ]) {
      it(`may not be ${JSON.stringify(contractURI.slice(0, 40))}`, async () => {
        await expectRevert(create({ contractURI }), 'UsherEvent_URIInvalid', [contractURI])
      })
    }
  })

  describe('times', () => {
    const times = (settings: Partial<EventSettings>) => {
      const { doorsAt, endsAt, cutOffAt } = { ...stage.settings, ...settings }
      return [doorsAt, endsAt, cutOffAt]
    }

    it('may have doors and cut-off in the past', async () => {
      await create({ doorsAt: stage.start - HOUR, cutOffAt: 0n, endsAt: stage.start + HOUR })
    })

    it('may have the cut-off at the end, not after it', async () => {
      const { endsAt } = stage.settings
      await create({ cutOffAt: endsAt })
      await expectRevert(
        create({ cutOffAt: endsAt + 1n }),
        'UsherEvent_TimesInvalid',
        times({ cutOffAt: endsAt + 1n }),
      )
    })

    it('must have doors before the end', async () => {
      const { endsAt } = stage.settings
      await create({ doorsAt: endsAt - 1n })
      await expectRevert(create({ doorsAt: endsAt }), 'UsherEvent_TimesInvalid', times({ doorsAt: endsAt }))
    })

    it('must have the end ahead', async () => {
      const now = stage.start + HOUR
      const over = { doorsAt: now - HOUR, cutOffAt: now - HOUR, endsAt: now }
      await chain.time.setNextBlockTimestamp(now)
      await expectRevert(create(over), 'UsherEvent_TimesInvalid', times(over))
      await chain.time.setNextBlockTimestamp(now)
      await create({ ...over, endsAt: now + 1n })
    })

    it('must have the end below 2^32', async () => {
      await create({ endsAt: LATEST })
      await expectRevert(
        create({ endsAt: LATEST + 1n }),
        'UsherEvent_TimesInvalid',
        times({ endsAt: LATEST + 1n }),
      )
    })
  })

  describe('the reissue delay', () => {
    for (const reissueDelay of [0, 3_600, 2_592_000]) {
      it(`may be ${reissueDelay} seconds`, async () => {
        await create({ reissueDelay })
      })
    }

    for (const reissueDelay of [1, 3_599, 2_592_001]) {
      it(`may not be ${reissueDelay} seconds`, async () => {
        await expectRevert(create({ reissueDelay }), 'UsherEvent_ReissueDelayInvalid', [reissueDelay])
      })
    }
  })

  describe('currency and renderer', () => {
    it('must have code', async () => {
      const nobody = getAddress(stage.stranger.account.address)
      await expectRevert(create({ currency: nobody }), 'UsherEvent_NotContract', [nobody])
      await expectRevert(create({ renderer: nobody }), 'UsherEvent_NotContract', [nobody])
      await expectRevert(create({ renderer: zeroAddress }), 'UsherEvent_NotContract', [zeroAddress])
    })
  })

  describe('tiers', () => {
    const valid: Partial<TierSettings>[] = [
      { supply: 1 },
      { supply: 999_999 },
      { saleStartsAt: 5n, saleEndsAt: 5n },
      { saleEndsAt: LATEST },
      { perPayer: 999_999 },
      { resaleCapBps: 1_000_000 },
      { royaltyBps: 1_000 },
      { price: 2n ** 128n - 1n },
    ]
    for (const tier of valid) {
      it(`may have ${describeTier(tier)}`, async () => {
        await create({}, tier)
      })
    }

    const invalid: [Partial<TierSettings>, string, readonly unknown[]][] = [
      [{ supply: 0 }, 'UsherEvent_SupplyInvalid', [0, 0]],
      [{ supply: 1_000_000 }, 'UsherEvent_SupplyInvalid', [1_000_000, 0]],
      [{ saleStartsAt: 6n, saleEndsAt: 5n }, 'UsherEvent_SaleWindowInvalid', [6n, 5n]],
      [{ saleStartsAt: 0n, saleEndsAt: LATEST + 1n }, 'UsherEvent_SaleWindowInvalid', [0n, LATEST + 1n]],
      [{ perPayer: 1_000_000 }, 'UsherEvent_PerPayerInvalid', [1_000_000]],
      [{ resaleCapBps: 1_000_001 }, 'UsherEvent_ResaleCapTooHigh', [1_000_001, 1_000_000]],
      [{ royaltyBps: 1_001 }, 'UsherEvent_RoyaltyTooHigh', [1_001, 1_000]],
    ]
    for (const [tier, error, args] of invalid) {
      it(`may not have ${describeTier(tier)}`, async () => {
        await expectRevert(create({}, tier), error, args)
      })
    }
  })

  describe('the organizer', () => {
    it('must be somebody', async () => {
      const settings = { ...stage.settings, organizer: zeroAddress }
      await expectRevert(initialize(await deployClone(settings), settings), 'UsherEvent_OrganizerRequired')
    })
  })

  /** A clone of the implementation that nobody has initialised. */
  async function deployClone({ currency, renderer, reissueDelay }: EventSettings): Promise<Address> {
    const implementation = await stage.factoryAs(stage.organizer).read.implementation()
    const args = encodePacked(['address', 'address', 'uint32'], [currency, renderer, reissueDelay])
    return chain.deploy('CloneOf', [implementation, args])
  }

  function initialize(address: Address, settings: EventSettings) {
    const call = { abi: usherEventAbi, functionName: 'initialize', args: [settings, []] } as const
    return stage.organizer.writeContract({ address, ...call })
  }

  describe('what stands in the code of the clone', () => {
    const others: [string, Partial<EventSettings>][] = [
      ['another currency', { currency: `0x${'11'.repeat(20)}` }],
      ['another renderer', { renderer: `0x${'11'.repeat(20)}` }],
      ['another reissue delay', { reissueDelay: 3_601 }],
    ]
    for (const [what, changes] of others) {
      it(`may not be ${what}`, async () => {
        const clone = await deployClone({ ...stage.settings, ...changes })
        await expectRevert(initialize(clone, stage.settings), 'UsherEvent_CloneArgsDiffer')
      })
    }

    it('may be what the settings say', async () => {
      await initialize(await deployClone(stage.settings), stage.settings)
    })
  })

  it('needs no tier', async () => {
    const hash = await stage.factoryAs(stage.organizer).write.createEvent([stage.settings, [], zeroHash])
    expect((await chain.client.waitForTransactionReceipt({ hash })).status).to.equal('success')
  })
})

function describeTier(tier: Partial<TierSettings>): string {
  return Object.entries(tier)
    .map(([setting, value]) => `${setting} ${value}`)
    .join(', ')
}
