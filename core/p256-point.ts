import { p256 } from '@noble/curves/nist.js'
import { PUBLIC_KEY_SIZE } from './p256.ts'

/**
 * The 65 bytes `0x04 ‖ x ‖ y` of a compressed point, or undefined if the bytes are not the compressed form of a point
 * on the curve (SEC 1, 2.3.4).
 */
export function decompressPublicKey(publicKey: Uint8Array): Uint8Array<ArrayBuffer> | undefined {
  if (publicKey.length !== PUBLIC_KEY_SIZE) return undefined
  try {
    return Uint8Array.from(p256.Point.fromBytes(publicKey).toBytes(false))
  } catch {
    return undefined
  }
}

/** True if the bytes are the compressed form of a point on the curve. */
export function isPublicKey(publicKey: Uint8Array): boolean {
  return decompressPublicKey(publicKey) !== undefined
}
