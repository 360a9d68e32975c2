import { type Hex, isHex } from 'viem'
import type { Chain } from '#core/api/chain.ts'
import { getDemoSigner } from '../seed/demo-signers.ts'

/**
 * The key of the wallet that pays: the one named by DEMO_PRIVATE_KEY, or on the local chain a demo account's.
 *
 * @throws when the chain is a real one and no wallet is named
 */
export function findFunderKey(chain: Chain): Hex {
  const named = process.env.DEMO_PRIVATE_KEY
  if (named) {
    if (isHex(named) && named.length === 66) return named
    throw new Error('DEMO_PRIVATE_KEY is no private key: 0x and 64 hexadecimal digits')
  }
  if (chain.isLocal) return getDemoSigner('Dana').privateKey
  throw new Error('This deployment is on a real chain: set DEMO_PRIVATE_KEY to a wallet with some coin')
}
