import { z } from 'zod'
import { address, amount, asOf, eventId } from './primitives.ts'

const credit = z
  .object({
    eventId,
    amount: amount.meta({ description: 'Paid to whom the wallet names, by the contract’s `withdrawCredit`' }),
    currency: address.nullable().meta({ description: 'ERC-20 contract; null: the chain’s native coin' }),
  })
  .meta({ id: 'Credit' })
export type Credit = z.infer<typeof credit>

/** GET /api/holders/{address}/credits */
export const credits = z.object({ credits: z.array(credit), asOf }).meta({ id: 'Credits' })
export type Credits = z.infer<typeof credits>
