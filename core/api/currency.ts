import { z } from 'zod'
import { MOST_DECIMALS } from '../coin.ts'
import { address } from './primitives.ts'

/** GET /api/currencies/{address} */
export const currency = z
  .object({
    address,
    symbol: z.string().meta({ description: 'As the token itself says' }),
    decimals: z.int().min(0).max(MOST_DECIMALS),
  })
  .meta({ id: 'Currency', description: 'An ERC-20 that an event can sell in' })
export type Currency = z.infer<typeof currency>

/** Why prices cannot be in what is at an address: `reason` of the problem. */
export const currencyRefusals = ['no_contract', 'no_token'] as const
export type CurrencyRefusal = (typeof currencyRefusals)[number]
