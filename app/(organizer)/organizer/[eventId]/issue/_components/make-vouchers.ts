import { type Address, bytesToHex, type Hex, zeroAddress } from 'viem'
import { generatePrivateKey, privateKeyToAddress } from 'viem/accounts'
import type { EventId } from '#core/event-id.ts'
import { type Voucher, voucherTypedData } from '#core/voucher.ts'
import { formatVoucherLink } from '#core/voucher-link.ts'

export type VouchersWanted = {
  readonly origin: string
  readonly event: EventId
  readonly signer: Address
  readonly tierId: number
  /** tickets in each */
  readonly count: number
  readonly links: number
  /** Unix seconds */
  readonly expiresAt: bigint
  /** the wallet, which asks its owner once for each */
  readonly sign: (typedData: ReturnType<typeof voucherTypedData>) => Promise<Hex>
  /** remembers each, so that it can be found and taken back; what it fails for is not handed out */
  readonly keep: (voucher: Voucher) => Promise<void>
  readonly onSigned: (links: readonly string[]) => void
}

/**
 * Makes links that each give tickets to whoever claims first. The one-time key of each stands in its fragment alone: it
 * is made here, and no server ever sees it.
 */
export async function makeVouchers(wanted: VouchersWanted): Promise<readonly string[]> {
  const { origin, event, signer, tierId, count, expiresAt, sign, keep, onSigned } = wanted
  const links: string[] = []
  while (links.length < wanted.links) {
    const privateKey = generatePrivateKey()
    const voucher: Voucher = {
      voucherId: bytesToHex(crypto.getRandomValues(new Uint8Array(32))),
      signer,
      tierId,
      count,
      recipient: zeroAddress,
      key: privateKeyToAddress(privateKey),
      expiresAt,
    }
    const signature = await sign(voucherTypedData(event, voucher))
    await keep(voucher)
    links.push(formatVoucherLink(origin, event, { voucher, signature, privateKey }))
    onSigned([...links])
  }
  return links
}
