import type { Address, Hex, PublicClient } from 'viem'
import { verifyHash } from 'viem/actions'
import { hexToBytes, isAddressEqual } from 'viem/utils'
import { packSignature } from '#core/wallet-signature.ts'
import { recoverSigner } from '#runtime/crypto/recover.ts'
import { unavailable } from '../http/problem.ts'
import { isFromTransport } from './transport-failure.ts'

/** How a signature came to count: recovered from the signature itself, or accepted by the signer's contract. */
export type SignedBy = 'ecrecover' | 'erc1271'

/** Answers how `signature` over `hash` counts as `signer`'s, or undefined if it does not. */
export type VerifyWalletSignature = (
  signer: Address,
  hash: Hex,
  signature: Hex,
) => Promise<SignedBy | undefined>

/** Ends a signature of ERC-8010, which carries a delegation of its own along. None counts here, nor is it decoded. */
const erc8010Suffix = '8010'.repeat(16)

/** Enough for a passkey wallet that checks P-256 in Solidity; a contract that wants more is not asked. */
const gasLimit = 3_000_000n

/**
 * Externally owned accounts by ecrecover alone, without the network; else ERC-1271, or ERC-6492 for a smart account
 * that is not deployed yet, in one `eth_call` with a gas limit, through viem's client and within its time limit.
 *
 * The check throws ProblemError `unavailable` if the node does not answer, which is no word on the signature, and
 * whatever `beginContractCheck` throws.
 */
export function createVerifyWalletSignature(
  client: PublicClient,
  beginContractCheck: (wallet: string) => Promise<() => void>,
): VerifyWalletSignature {
  const limited = {
    ...client,
    call: async (call: Parameters<PublicClient['call']>[0]) => {
      try {
        return await client.call({ ...call, gas: gasLimit })
      } catch (error) {
        throw isFromTransport(error)
          ? unavailable('The chain does not answer, so this wallet cannot be asked.', error)
          : error
      }
    },
  } as PublicClient
  return async (signer, hash, signature) => {
    if (await isRecovered(signer, hash, signature)) return 'ecrecover'
    if (signature.endsWith(erc8010Suffix)) return undefined
    const end = await beginContractCheck(signer)
    try {
      return (await verifyHash(limited, { address: signer, hash, signature })) ? 'erc1271' : undefined
    } finally {
      end()
    }
  }
}

async function isRecovered(signer: Address, hash: Hex, signature: Hex): Promise<boolean> {
  const packed = packSignature(hexToBytes(signature))
  const recovered = packed && (await recoverSigner(hexToBytes(hash), packed))
  return recovered !== undefined && isAddressEqual(signer, recovered)
}
