import type { Address } from 'viem'
import { isSameAddress } from './address.ts'
import type { EventId } from './event-id.ts'
import { type Authorisation, hashAuthorisation } from './pass-key.ts'

/**
 * The cryptography that checking a pass needs. Servers run native code behind it, browsers their own; all must give
 * the same answers. None throws on untrusted bytes.
 */
export type PassCrypto = {
  readonly verifyP256: VerifyP256
  readonly verifyAuthorisation: VerifyAuthorisation
}

/**
 * True if `signature` (r ‖ s, 64 bytes, s of either half) is an ECDSA P-256 signature over SHA-256 of `message` by
 * `publicKey` (33 bytes, compressed). False for anything else, a public key that is no point included.
 */
export type VerifyP256 = (
  publicKey: Uint8Array,
  message: Uint8Array,
  signature: Uint8Array,
) => boolean | Promise<boolean>

/**
 * True if `walletSignature` (64 bytes, EIP-2098) over the authorisation's typed data recovers its holder. The answer to
 * the same arguments never changes, so a true one may be remembered.
 */
export type VerifyAuthorisation = (
  event: EventId,
  authorisation: Authorisation,
  walletSignature: Uint8Array,
) => boolean | Promise<boolean>

/** The address that signed `digest` (32 bytes), or undefined if the signature (64 bytes, EIP-2098) recovers none. */
export type RecoverSigner = (
  digest: Uint8Array,
  signature: Uint8Array,
) => Address | undefined | Promise<Address | undefined>

/** The check of authorisations over a way to recover signers. */
export function createVerifyAuthorisation(recoverSigner: RecoverSigner): VerifyAuthorisation {
  return async (event, authorisation, walletSignature) => {
    const signer = await recoverSigner(hashAuthorisation(event, authorisation), walletSignature)
    return isSameAddress(signer, authorisation.holder)
  }
}
