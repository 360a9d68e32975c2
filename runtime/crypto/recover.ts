import secp256k1 from 'secp256k1'
import { bytesToHex } from 'viem'
import type { RecoverSigner } from '#core/pass-crypto.ts'
import { expandSignature } from '#core/wallet-signature.ts'
import { keccak256 } from './keccak.ts'

/** {@link RecoverSigner} on libsecp256k1, twenty times as fast as JavaScript. */
export const recoverSigner: RecoverSigner = (digest, packed) => {
  const signature = expandSignature(packed)
  if (!signature) return undefined
  try {
    const point = secp256k1.ecdsaRecover(signature.subarray(0, 64), (signature[64] ?? 27) - 27, digest, false)
    return bytesToHex(keccak256(point.subarray(1)).subarray(12))
  } catch {
    return undefined // r or s out of range, or no key can have made it
  }
}

/** False if the native binding is missing on this platform and `secp256k1` runs its JavaScript without saying so. */
export async function isRecoverNative(): Promise<boolean> {
  try {
    await import('secp256k1/bindings.js')
    return true
  } catch {
    return false
  }
}

/** For the start of a server: says so if recovering signers will be slow. Everything works all the same. */
export async function warnIfRecoverIsSlow(log: { warn(message: string): void }): Promise<void> {
  if (await isRecoverNative()) return
  log.warn(
    'secp256k1 has no native binding here: the first scan of each pass key takes some 20 times as long',
  )
}
