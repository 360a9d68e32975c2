import { z } from 'zod'
import { address, eventId, hash, publicKey, tokenId } from '#core/api/primitives.ts'

/** What paths name. */
export const eventParams = z.object({ eventId })
export const ticketParams = z.object({ eventId, tokenId })
export const passKeyParams = z.object({ eventId, publicKey })
export const staffParams = z.object({ eventId, address })
export const voucherParams = z.object({ eventId, voucherId: hash })
export const holderParams = z.object({ address })
/** What a `contractURI` of ours names its document by: 16 random bytes. */
export const documentParams = z.object({ documentId: z.string().regex(/^[0-9a-f]{32}$/) })
