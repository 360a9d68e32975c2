import type { Hex } from 'viem'
import { keccak256 } from '../crypto/keccak.ts'

/**
 * The three bits, of 2048, that an address or topic sets in a logs bloom.
 *
 * Source: Ethereum Yellow Paper, 4.4.1: the low 11 bits of the first three byte pairs of its keccak256.
 */
export function toBloomBits(value: Hex): readonly number[] {
  const hash = keccak256(Buffer.from(value.slice(2), 'hex'))
  return [0, 2, 4].map((index) => (((hash[index] ?? 0) << 8) | (hash[index + 1] ?? 0)) & 2047)
}

/**
 * A question to logs blooms: may a block hold a log of one of these contracts with one of these first topics? "No" is
 * certain; "yes" may be an accident. Bits are worked out once per address, so asking costs little however many they are.
 */
export type BloomFilter = {
  add(address: Hex): void
  mayMatch(logsBloom: Hex): boolean
}

export function createBloomFilter(addresses: Iterable<Hex>, topics: Iterable<Hex>): BloomFilter {
  const addressBits = Array.from(addresses, toBloomBits)
  const topicBits = Array.from(topics, toBloomBits)
  return {
    add: (address) => {
      addressBits.push(toBloomBits(address))
    },
    mayMatch: (logsBloom) => {
      const bytes = Buffer.from(logsBloom.slice(2), 'hex')
      const has = (bits: readonly number[]) =>
        bits.every((bit) => ((bytes[255 - (bit >> 3)] ?? 0) >> (bit & 7)) & 1)
      return topicBits.some(has) && addressBits.some(has)
    },
  }
}
