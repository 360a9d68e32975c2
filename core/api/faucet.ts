import { z } from 'zod'
import { address, amount } from './primitives.ts'

/** POST /api/faucet, on a local chain of ours only. */
export const faucetRequest = z.object({ address }).meta({ id: 'FaucetRequest' })
export const faucetGift = z.object({ amount }).meta({ id: 'FaucetGift' })
