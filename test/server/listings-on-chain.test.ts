import { expect } from 'chai'
import { type Address, type Hex, serializeErc6492Signature } from 'viem'
import type { PrivateKeyAccount } from 'viem/accounts'
import { usherEventAbi } from '#core/chain/abi/usher-event.ts'
import { listingTypedData, type Listing as Signed } from '#core/listing.ts'
import { type ChainStage, openChainStage, PRICE } from '../indexer/chain-stage.ts'
import { type MirrorStage, openMirrorStage } from '../indexer/mirror-stage.ts'
import { call, newAccount } from './client.ts'
import { findOpen, withOtherForm } from './market.ts'
import { deployWallets } from './wallets/deploy.ts'
import { openWorld, type World } from './world.ts'

const TICKET = 1_000_001n
const HOUR = 3_600n
const DAY = 24n * HOUR

describe('a listing and the chain that it is about', () => {
  let chain: ChainStage
  let world: World
  let mirror: MirrorStage
  let event: Address
  let leaveAll: () => Promise<void>

  before(async () => {
    chain = await openChainStage()
    world = await openWorld({ rpcUrl: chain.rpcUrl })
    mirror = await openMirrorStage(chain, {}, world.database)
  })
  beforeEach(async () => {
    leaveAll = await chain.mark()
    event = await chain.createEvent()
    await chain.as(chain.ada, event).buy(2)
    await mirror.catchUp()
  })
  afterEach(async () => {
    world.clock.offsetMs = 0
    await leaveAll()
  })
  after(async () => {
    await mirror.close()
    await world.close()
    await chain.stop()
  })

  const path = () => `/api/events/31337:${event}`
  const open = async () => (await findOpen(world, { path: path() })).listings
  const post = ({ listing, signature }: { listing: Signed; signature: Hex }) => {
    const { tokenId, price, expiresAt, ...rest } = listing
    return call(world.url, `${path()}/listings`, {
      body: { ...rest, tokenId: `${tokenId}`, price: `${price}`, expiresAt: Number(expiresAt), signature },
    })
  }
  /** Signs what Ada sells as things stand, offers it, and expects it to be shown. */
  const offer = async (price = PRICE) => {
    const signed = await chain.list(chain.ada, event, TICKET, price)
    expect((await post(signed)).status).to.equal(201)
    expect(await open()).to.have.length(1)
    return signed
  }
  /** Has Ben buy what the API shows, with nothing but what it shows. */
  const takeShown = async () => {
    const [shown] = await open()
    if (!shown) throw new Error('No listing is shown')
    const { seller, transferCount, epoch } = shown
    const [tokenId, price, expiresAt] = [shown.tokenId, shown.price, shown.expiresAt].map(BigInt) as [
      bigint,
      bigint,
      bigint,
    ]
    const listing = { seller, tokenId, transferCount, epoch, price, expiresAt }
    return chain.as(chain.ben, event).take({ listing, signature: shown.signature })
  }

  it('is filled with what the API shows, and is gone with that block', async () => {
    await offer()
    await takeShown()
    await mirror.catchUp()
    expect(await chain.ownerOf(event, TICKET)).to.equal(chain.ben)
    expect(await open()).to.deep.equal([])
  })

  describe('when something ends it', () => {
    const ends: Record<
      string,
      { end: (signed: Awaited<ReturnType<typeof offer>>) => Promise<unknown>; error: string }
    > = {
      'the ticket is given away': {
        end: () => chain.as(chain.ada, event).give(TICKET, chain.cleo),
        error: 'UsherEvent_NotHolder',
      },
      'the ticket moves and comes back': {
        end: async () => {
          await chain.as(chain.ada, event).give(TICKET, chain.cleo)
          await chain.as(chain.cleo, event).give(TICKET, chain.ada)
        },
        error: 'UsherEvent_ListingOutdated',
      },
      'its seller takes it back': {
        end: ({ listing }) => chain.as(chain.ada, event).write.cancelListing([listing]),
        error: 'UsherEvent_ListingCanceled',
      },
      'its seller takes all back': {
        end: () => chain.as(chain.ada, event).write.cancelListings(),
        error: 'UsherEvent_ListingCanceled',
      },
      'the ticket is void': {
        end: () => chain.as(chain.organizer, event).write.voidTickets([[TICKET]]),
        error: 'ERC721NonexistentToken',
      },
      'the event is canceled': {
        end: () => chain.as(chain.organizer, event).write.cancelEvent(),
        error: 'UsherEvent_Frozen',
      },
    }
    for (const [name, { end, error }] of Object.entries(ends)) {
      it(`is gone with the block, as the contract refuses it, and back when that leaves the chain: ${name}`, async () => {
        const signed = await offer()
        const leave = await chain.mark()
        await end(signed)
        await mirror.catchUp()
        expect(await open()).to.deep.equal([])
        expect(await refusalOf(signed)).to.equal(error)
        expect((await post(signed)).body)
          .to.have.property('reason')
          .a('string')

        await leave()
        await chain.mine(1)
        await mirror.catchUp()
        expect(await open()).to.have.length(1)
        await takeShown()
      })
    }

    it('is gone when it has expired', async () => {
      const { listing } = await offer()
      world.clock.offsetMs = Number(listing.expiresAt) * 1000 - Date.now()
      expect(await open()).to.deep.equal([])
    })

    it('is gone at the cut-off', async () => {
      await offer()
      const cutOff = { address: event, abi: usherEventAbi, functionName: 'cutOffAt' } as const
      world.clock.offsetMs = Number(await chain.client.readContract(cutOff)) * 1000 - Date.now()
      expect(await open()).to.deep.equal([])
    })
  })

  describe('at the bounds of the contract', () => {
    it('costs what the contract lets it cost, and not a wei more', async () => {
      const cap = (PRICE * 11_000n) / 10_000n
      const above = await chain.list(chain.ada, event, TICKET, cap + 1n)
      expect((await post(above)).body).to.include({ reason: 'price_above_cap' })
      expect(await refusalOf(above)).to.equal('UsherEvent_PriceAboveCap')
      await offer(cap)
      await takeShown()
    })

    it('leaves the royalty that the contract credits', async () => {
      await offer(333n)
      const [shown] = await open()
      await takeShown()
      const credit = {
        address: event,
        abi: usherEventAbi,
        functionName: 'creditOf',
        args: [chain.organizer],
      } as const
      expect((await chain.client.readContract(credit)).toString()).to.equal(shown?.royalty)
    })
  })

  describe('when a wallet has signed it', () => {
    const key = newAccount()
    const sign = async (seller: Address, signer: PrivateKeyAccount = key) => {
      const listing: Signed = {
        seller,
        tokenId: TICKET,
        transferCount: 1,
        epoch: 0,
        price: PRICE,
        expiresAt: (await chain.client.getBlock()).timestamp + DAY,
      }
      const typedData = listingTypedData({ chainId: 31_337, contract: event }, listing)
      return { listing, signature: await signer.signTypedData(typedData) }
    }
    const giveTo = async (holder: Address) => {
      await chain.as(chain.ada, event).give(TICKET, holder)
      await mirror.catchUp()
    }

    it('is filled whichever form of signature the wallet made', async () => {
      await giveTo(key.address)
      const signed = await sign(key.address)
      const odd = { ...signed, signature: withOtherForm(signed.signature) }
      expect(await refusalOf(odd)).to.equal('UsherEvent_SignatureInvalid')
      expect((await post(odd)).status).to.equal(201)
      await takeShown()
    })

    it('is filled by the word of a smart account (ERC-1271)', async () => {
      const { deployOneKey } = await deployWallets(chain.rpcUrl)
      const wallet = await deployOneKey(key.address)
      await giveTo(wallet)
      expect((await post(await sign(wallet))).status).to.equal(201)
      await takeShown()
    })

    it('is refused from a smart account that is not deployed, whom the contract cannot ask', async () => {
      const wallets = await deployWallets(chain.rpcUrl)
      const wallet = await wallets.addressOf(key.address)
      await giveTo(wallet)
      const { listing, signature } = await sign(wallet)
      const wrapped = serializeErc6492Signature({ address: wallets.factory, data: '0x', signature })
      const { body } = await post({ listing, signature: wrapped })
      expect(body).to.include({ code: 'signature_invalid', reason: 'account_not_deployed' })
    })

    it('is refused when somebody else has signed', async () => {
      await giveTo(key.address)
      const { body } = await post(await sign(key.address, newAccount()))
      expect(body).to.include({ status: 422, code: 'signature_invalid' })
      expect(await open()).to.deep.equal([])
    })
  })

  /** The error that the contract would stop Ben's purchase with. */
  async function refusalOf({
    listing,
    signature,
  }: {
    listing: Signed
    signature: Hex
  }): Promise<string | undefined> {
    return chain.client
      .simulateContract({
        account: chain.ben,
        address: event,
        abi: usherEventAbi,
        functionName: 'buyListing',
        args: [listing, signature, chain.ben],
        value: listing.price,
      })
      .then(
        () => undefined,
        (error) => error.walk((cause: { data?: unknown }) => cause.data)?.data?.errorName,
      )
  }
})
