import { bytesToHex, type Hex, sha256 } from 'viem'

/** Bytes of a P-256 public key as the pass carries it: a compressed point (SEC 1). */
export const PUBLIC_KEY_SIZE = 33

/**
 * The compressed form of the 65 bytes that WebCrypto exports as `raw`, or undefined if they are no uncompressed point.
 * Takes the caller's word that it lies on the curve.
 */
export function compressPublicKey(point: Uint8Array): Uint8Array<ArrayBuffer> | undefined {
  if (point.length !== 65 || point[0] !== 4) return undefined
  const isOdd = ((point[64] ?? 0) & 1) === 1
  return Uint8Array.of(isOdd ? 3 : 2, ...point.subarray(1, 33))
}

/** The first 4 bytes of SHA-256 of the public key, as 0x-hex: a hint, several keys may share it. */
export function keyTagOf(publicKey: Uint8Array): Hex {
  return bytesToHex(sha256(publicKey, 'bytes').subarray(0, 4))
}
