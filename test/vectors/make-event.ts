import { writeFile } from 'node:fs/promises'
import type { TypedDataDefinition } from 'viem'
import { hashTypedData, keccak256, toHex } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { type Listing, listingTypedData } from '#core/listing.ts'
import { type Claim, claimTypedData, type Voucher, voucherTypedData } from '#core/voucher.ts'

const EVENT = { chainId: 31_337, contract: '0x1111111111111111111111111111111111111111' } as const

const keyOf = (name: string) => keccak256(toHex(`usher vectors: ${name}`))
const seller = privateKeyToAccount(keyOf('seller'))
const minter = privateKeyToAccount(keyOf('minter'))
const link = privateKeyToAccount(keyOf('link'))
const NOBODY = '0x0000000000000000000000000000000000000000'
const RECIPIENT = '0x2222222222222222222222222222222222222222'

const listing: Listing = {
  seller: seller.address,
  tokenId: 2_000_137n,
  transferCount: 3,
  epoch: 1,
  price: 110_000_000_000_000_000n,
  expiresAt: 1_800_604_800n,
}
const voucher: Voucher = {
  voucherId: keyOf('a voucher'),
  signer: minter.address,
  tierId: 2,
  count: 4,
  recipient: RECIPIENT,
  key: NOBODY,
  expiresAt: 1_800_604_800n,
}
const linked: Voucher = { ...voucher, voucherId: keyOf('a link'), recipient: NOBODY, key: link.address }
const claim: Claim = { voucherId: linked.voucherId, to: RECIPIENT }

/** The typed data that an event's contract checks, with digests and signatures; the same at each call. */
export async function makeEventVectors() {
  const caseOf = async (name: string, signer: keyof typeof accounts, typedData: TypedDataDefinition) => {
    const { primaryType, message } = typedData
    return {
      name,
      primaryType,
      message,
      signer,
      digest: hashTypedData(typedData),
      signature: await accounts[signer].signTypedData(typedData),
    }
  }
  return {
    domain: { name: 'Usher Event', version: '1', chainId: EVENT.chainId, verifyingContract: EVENT.contract },
    types: {
      Listing:
        'Listing(address seller,uint256 tokenId,uint32 transferCount,uint32 epoch,uint256 price,uint64 expiresAt)',
      Voucher:
        'Voucher(bytes32 voucherId,address signer,uint16 tierId,uint32 count,address recipient,address key,uint64 expiresAt)',
      Claim: 'Claim(bytes32 voucherId,address to)',
    },
    wallets: Object.fromEntries(
      Object.entries(accounts).map(([name, { address }]) => [name, { privateKey: keyOf(name), address }]),
    ),
    cases: [
      await caseOf('a listing', 'seller', listingTypedData(EVENT, listing)),
      await caseOf('a voucher for a recipient', 'minter', voucherTypedData(EVENT, voucher)),
      await caseOf('a voucher for the key of a link', 'minter', voucherTypedData(EVENT, linked)),
      await caseOf('a claim by that key', 'link', claimTypedData(EVENT, claim)),
    ],
  }
}

const accounts = { seller, minter, link } as const

/** As the file has them: amounts, ids and times as decimal strings. */
export function renderEventVectors(vectors: unknown): string {
  const text = JSON.stringify(
    vectors,
    (_, value) => (typeof value === 'bigint' ? value.toString() : value),
    2,
  )
  return `${text}\n`
}

// `node test/vectors/make-event.ts` writes them anew
if (import.meta.main) {
  const file = new URL('event-v1.json', import.meta.url)
  await writeFile(file, renderEventVectors(await makeEventVectors()))
}
