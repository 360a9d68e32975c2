import { expect } from 'chai'
import fc from 'fast-check'
import { bytesToHex, type Hex, recoverTypedDataAddress, zeroAddress } from 'viem'
import { privateKeyToAddress } from 'viem/accounts'
import { voucherClaimRequest } from '#core/api/voucher.ts'
import { OutOfRangeError } from '#core/error.ts'
import { claimTypedData } from '#core/voucher.ts'
import { makeVoucherClaim } from '#core/voucher-claim.ts'
import { formatVoucherLink, parseVoucherLink, type VoucherGift } from '#core/voucher-link.ts'
import vectors from '../vectors/event-v1.json' with { type: 'json' }

const event = { chainId: 31_337, contract: '0x1111111111111111111111111111111111111111' } as const
const origin = 'https://tickets.example'
const page = `${origin}/events/31337:0x1111111111111111111111111111111111111111`

/** The voucher of the published vectors, whose key is that of their wallet `link`. */
const linked = giftOf('a voucher for the key of a link', vectors.wallets.link.privateKey as Hex)
const bound = giftOf('a voucher for a recipient', undefined)

/** As it stands in docs/contracts.md, made of the published vectors. */
const LINKED =
  '#voucher=' +
  'AQFKPQ73jBT2tCrjUqQqz6fCiOrWQz3VMq1nIxNoDX3pBvUx2AXt5FXqwJFylKchvStEgWq8AAIAAAAEAAAAAGtTDI' +
  'AhnYO92kXx6pDnfcoNLIIchbr8OsWWSUppHx6tYqZCa3VHcI3PSSSbJAbDNkp3gFegKBnPjoUvZyFSopPs4xEjN9Sn' +
  'irRUTZUWW6bUA8yBEWPi8kfJcgoIQXNRJStBIfcbjarw6Q'

describe('a voucher link', () => {
  it('is the event’s page with the voucher in the fragment', () => {
    expect(formatVoucherLink(origin, event, linked)).to.equal(page + LINKED)
  })

  for (const [what, gift] of Object.entries({ 'the key of a link': linked, 'a recipient': bound })) {
    it(`gives back a voucher for ${what}`, () => {
      expect(parseVoucherLink(formatVoucherLink(origin, event, gift))).to.deep.equal({ event, gift })
    })
  }

  it('gives back whatever fits', () => {
    const bytes = (minLength: number, maxLength = minLength) =>
      fc.uint8Array({ minLength, maxLength }).map((array) => bytesToHex(array))
    const privateKeys = bytes(31).map((hex): Hex => `0x01${hex.slice(2)}`)
    const gifts = fc.record({
      id: bytes(32),
      signer: bytes(20),
      tierId: fc.nat(0xffff),
      count: fc.nat(0xffff_ffff),
      expiresAt: fc.bigInt(0n, 2n ** 64n - 1n),
      privateKey: privateKeys,
      signature: bytes(64, 300),
    })
    fc.assert(
      fc.property(gifts, ({ id: voucherId, privateKey, signature, ...rest }) => {
        const key = privateKeyToAddress(privateKey).toLowerCase() as Hex
        const gift = { voucher: { voucherId, ...rest, recipient: zeroAddress, key }, signature, privateKey }
        expect(parseVoucherLink(formatVoucherLink(origin, event, gift))).to.deep.equal({ event, gift })
      }),
      { numRuns: 50 },
    )
  })

  describe('when it is not whole', () => {
    const link = page + LINKED

    it('is damaged wherever it was cut', () => {
      for (let length = page.length + '#voucher='.length; length < link.length; length++) {
        expect(parseVoucherLink(link.slice(0, length)), String(length)).to.deep.equal({ fault: 'damaged' })
      }
    })

    it('is damaged whichever character was changed', () => {
      // the first two characters are the version
      for (let at = page.length + '#voucher='.length + 2; at < link.length; at++) {
        const other = link[at] === 'A' ? 'B' : 'A'
        const changed = link.slice(0, at) + other + link.slice(at + 1)
        expect(parseVoucherLink(changed), String(at)).to.deep.equal({ fault: 'damaged' })
      }
    })

    it('is damaged with what is no Base64url', () => {
      expect(parseVoucherLink(`${page}#voucher=%%%`)).to.deep.equal({ fault: 'damaged' })
      expect(parseVoucherLink(`${page}#voucher=`)).to.deep.equal({ fault: 'damaged' })
    })
  })

  it('says that it is of a later version', () => {
    expect(parseVoucherLink(`${page}#voucher=${link(2)}`)).to.deep.equal({ fault: 'unknown_version' })
  })

  it('says that there is none', () => {
    for (const other of [
      '',
      'voucher',
      page,
      `${page}#tickets`,
      `${origin}/tickets${LINKED}`,
      `${origin}/events/1${LINKED}`,
    ]) {
      expect(parseVoucherLink(other), other).to.deep.equal({ fault: 'absent' })
    }
  })

  describe('is not made', () => {
    const { voucher } = linked
    const wrong: Record<string, VoucherGift> = {
      'without the key’s private half': { ...linked, privateKey: undefined },
      'with another key’s private half': { ...linked, privateKey: vectors.wallets.minter.privateKey as Hex },
      'with a private key for a recipient': { ...bound, privateKey: linked.privateKey },
      'for recipient and key both': { ...bound, voucher: { ...bound.voucher, key: voucher.key } },
      'with an id of 31 bytes': { ...linked, voucher: { ...voucher, voucherId: `0x${'ab'.repeat(31)}` } },
      'with a count that does not fit': { ...linked, voucher: { ...voucher, count: 2 ** 32 } },
      'with a signature that is too short': { ...linked, signature: `0x${'ab'.repeat(63)}` },
    }
    for (const [what, gift] of Object.entries(wrong)) {
      it(what, () => {
        expect(() => formatVoucherLink(origin, event, gift)).to.throw(OutOfRangeError)
      })
    }
  })
})

describe('makeVoucherClaim', () => {
  const to = '0x2222222222222222222222222222222222222222'

  it('has the key sign for whom it is, and does not hand it out', async () => {
    const body = await makeVoucherClaim(event, linked, to)
    expect(voucherClaimRequest.parse(body).claim).to.deep.equal({ to })
    expect(JSON.stringify(body)).not.to.contain(linked.privateKey?.slice(2))
    expect(body.claimSignature).to.equal(
      vectors.cases.find(({ name }) => name === 'a claim by that key')?.signature,
    )
    const typed = claimTypedData(event, { voucherId: linked.voucher.voucherId, to })
    const signer = await recoverTypedDataAddress({ ...typed, signature: body.claimSignature ?? '0x' })
    expect(signer.toLowerCase()).to.equal(linked.voucher.key)
  })

  it('signs nothing for a voucher that names its recipient', async () => {
    const body = await makeVoucherClaim(event, bound, to)
    expect(voucherClaimRequest.parse(body)).not.to.have.any.keys('claim', 'claimSignature')
  })

  it('needs the key, and an expiry that JSON can hold', async () => {
    for (const gift of [
      { ...linked, privateKey: undefined },
      { ...linked, voucher: { ...linked.voucher, expiresAt: 2n ** 53n } },
    ]) {
      expect(await makeVoucherClaim(event, gift, to).catch((error: unknown) => error)).to.be.instanceOf(
        OutOfRangeError,
      )
    }
  })
})

/** A voucher of the vectors, with addresses in lower case as links give them back. */
function giftOf(name: string, privateKey: Hex | undefined): VoucherGift {
  const found = vectors.cases.find((one) => one.name === name)
  if (!found) throw new Error(`The vectors have no ${name}`)
  const message = found.message as unknown as VoucherGift['voucher']
  const lower = (address: Hex) => address.toLowerCase() as Hex
  const { signer, recipient, key, expiresAt } = message
  return {
    voucher: {
      ...message,
      signer: lower(signer),
      recipient: lower(recipient),
      key: lower(key),
      expiresAt: BigInt(expiresAt),
    },
    signature: found.signature as Hex,
    privateKey,
  }
}

function link(version: number): string {
  return Buffer.from([version, 1, 2, 3]).toString('base64url')
}
