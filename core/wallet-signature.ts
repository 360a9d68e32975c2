import { bytesToBigInt, numberToBytes } from 'viem'

/** Bytes of a wallet's signature as the full pass carries it: `r ‖ yParity and s` (EIP-2098). */
export const COMPACT_SIGNATURE_SIZE = 64

const ORDER = 0xffff_ffff_ffff_ffff_ffff_ffff_ffff_fffe_baae_dce6_af48_a03b_bfd2_5e8c_d036_4141n
const Y_PARITY = 1n << 255n

/**
 * A wallet's 65 bytes `r ‖ s ‖ v` in the 64 bytes of EIP-2098, or undefined if they are no such signature.
 *
 * `v` may be 0, 1, 27 or 28. A high `s` is brought to the low half first, with the parity turned: packed as it stands
 * it would lose its top bit and recover somebody else. Recover the packed form once before anything relies on it.
 */
export function packSignature(signature: Uint8Array): Uint8Array<ArrayBuffer> | undefined {
  const v = signature[64]
  if (signature.length !== 65 || (v !== 0 && v !== 1 && v !== 27 && v !== 28)) return undefined
  const r = bytesToBigInt(signature.subarray(0, 32))
  const s = bytesToBigInt(signature.subarray(32, 64))
  if (!(r > 0n && r < ORDER && s > 0n && s < ORDER)) return undefined

  const isHigh = s > ORDER / 2n
  const isOdd = (v === 1 || v === 28) !== isHigh
  const packed = new Uint8Array(COMPACT_SIGNATURE_SIZE)
  packed.set(signature.subarray(0, 32))
  packed.set(numberToBytes((isHigh ? ORDER - s : s) | (isOdd ? Y_PARITY : 0n), { size: 32 }), 32)
  return packed
}

/**
 * The 65 bytes `r ‖ s ‖ v` (v is 27 or 28) of a signature in the form of EIP-2098, or undefined if it is not of 64
 * bytes. Whether r and s are in range is left to who recovers.
 */
export function expandSignature(packed: Uint8Array): Uint8Array<ArrayBuffer> | undefined {
  if (packed.length !== COMPACT_SIGNATURE_SIZE) return undefined
  const signature = new Uint8Array(65)
  signature.set(packed)
  const top = packed[32] ?? 0
  signature[32] = top & 0x7f
  signature[64] = 27 + (top >> 7)
  return signature
}
