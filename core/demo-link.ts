import { base64urlnopad } from '@scure/base'
import { bytesToHex, concat, type Hex, hexToBytes, keccak256, numberToHex } from 'viem'

/** Stands before the Base64url in the fragment. */
const NAME = '#demo='
const SEED_SIZE = 16

/**
 * The link that brings the keys of a local chain's demo accounts to a phone: the start page, and in the fragment the 128
 * random bits from which they are made.
 *
 * Browsers send no fragment, so only who has seen the link has the keys; who merely reaches the server has not.
 *
 * @param origin scheme and host, like `https://192.168.1.20:3000`
 */
export function formatDemoLink(origin: string, seed: Hex): string {
  return `${origin}/${NAME}${base64urlnopad.encode(hexToBytes(seed))}`
}

/** The 128 bits in a link's fragment (`#demo=…`); undefined if it holds none. */
export function parseDemoSeed(fragment: string): Hex | undefined {
  if (!fragment.startsWith(NAME)) return undefined
  try {
    const seed = base64urlnopad.decode(fragment.slice(NAME.length))
    return seed.length === SEED_SIZE ? bytesToHex(seed) : undefined
  } catch {
    return undefined
  }
}

/** The private key of a demo account: keccak256 of `seed ‖ index uint32`. */
export function demoKey(seed: Hex, index: number): Hex {
  return keccak256(concat([seed, numberToHex(index, { size: 4 })]))
}
