import type { Logger } from 'pino'
import type { PublicClient } from 'viem'
import { toHex } from '../bytes.ts'
import type { Attempt } from './attempt.ts'

/** Hands an attempt's transaction to the node. Any number of times: it is always the same one. Never throws. */
export type SendAttempt = (attempt: Attempt) => Promise<void>

/**
 * Whatever the node answers decides nothing: that it has the transaction already, that it has it no more, or that it is
 * away. What became of it is seen on the chain.
 */
export function createSendAttempt(client: PublicClient, log: Logger): SendAttempt {
  return async ({ signed, transactionHash, nonce }) => {
    try {
      await client.sendRawTransaction({ serializedTransaction: toHex(signed) })
    } catch (error) {
      const { details, shortMessage } = error as { details?: string; shortMessage?: string }
      log.debug(
        { transaction: toHex(transactionHash), nonce: Number(nonce), because: details ?? shortMessage },
        'the node did not take a claim, or has it already',
      )
    }
  }
}
