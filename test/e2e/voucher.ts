import { type Hex, toHex, zeroAddress } from 'viem'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { parseEventId } from '#core/event-id.ts'
import { voucherTypedData } from '#core/voucher.ts'
import { formatVoucherLink } from '#core/voucher-link.ts'

/** The organizer's promise of one ticket of the first tier, for a day, to whoever has the link. */
export async function signVoucherLink(origin: string, eventId: string, organizer: Hex): Promise<string> {
  const event = parseEventId(eventId)
  if (!event) throw new Error(`${eventId} is no event`)
  const signer = privateKeyToAccount(organizer)
  const privateKey = generatePrivateKey()
  const voucher = {
    voucherId: toHex(crypto.getRandomValues(new Uint8Array(32))),
    signer: signer.address,
    tierId: 1,
    count: 1,
    recipient: zeroAddress,
    key: privateKeyToAccount(privateKey).address,
    expiresAt: BigInt(Math.floor(Date.now() / 1000) + 86_400),
  }
  const signature = await signer.signTypedData(voucherTypedData(event, voucher))
  return formatVoucherLink(origin, event, { voucher, signature, privateKey })
}
