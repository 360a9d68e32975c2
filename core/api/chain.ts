import { z } from 'zod'
import { address, blockNumber } from './primitives.ts'

/**
 * GET /api/chain: which chain this deployment follows and through which factory it finds events, so that a program
 * that knows only the HTTP interface can create one.
 */
export const chain = z
  .object({
    chainId: z.int().min(1),
    factory: address,
    startBlock: blockNumber,
    isLocal: z.boolean().meta({
      description:
        'A local test chain that this deployment started itself: published test accounts are allowed',
    }),
    relayer: address.nullable().meta({
      description: 'Who brings vouchers to the chain; give it no role at any event. null: nobody does',
    }),
  })
  .meta({ id: 'Chain' })
export type Chain = z.infer<typeof chain>
