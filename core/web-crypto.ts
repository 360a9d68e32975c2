import { recoverAddress } from 'viem'
import { decompressPublicKey } from './p256-point.ts'
import {
  createVerifyAuthorisation,
  type PassCrypto,
  type RecoverSigner,
  type VerifyP256,
} from './pass-crypto.ts'
import { expandSignature } from './wallet-signature.ts'

const ECDSA_P256 = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const

const verifyP256: VerifyP256 = async (publicKey, message, signature) => {
  // WebCrypto imports compressed points in some browsers only
  const point = decompressPublicKey(publicKey)
  if (!point || signature.length !== 64) return false
  const key = await crypto.subtle.importKey('raw', point, ECDSA_P256, false, ['verify'])
  return crypto.subtle.verify(ECDSA_P256, key, Uint8Array.from(signature), Uint8Array.from(message))
}

const recoverSigner: RecoverSigner = async (hash, packed) => {
  const signature = expandSignature(packed)
  try {
    return signature && (await recoverAddress({ hash, signature }))
  } catch {
    return undefined // r or s out of range, or no point on the curve
  }
}

/** {@link PassCrypto} on WebCrypto and viem: runs in pages (secure contexts), workers and servers alike. */
export const webPassCrypto: PassCrypto = {
  verifyP256,
  verifyAuthorisation: createVerifyAuthorisation(recoverSigner),
}
