import { expect } from 'chai'
import type { Address } from 'viem'
import { AIRDROP_CHUNK_SIZE, splitAirdrop } from '#core/chain/airdrop.ts'

describe('splitAirdrop', () => {
  const recipients = (count: number) =>
    Array.from({ length: count }, (_, i): Address => `0x${i.toString(16).padStart(40, '0')}`)

  const sizes: [number, number[]][] = [
    [0, []],
    [1, [1]],
    [AIRDROP_CHUNK_SIZE, [AIRDROP_CHUNK_SIZE]],
    [AIRDROP_CHUNK_SIZE + 1, [AIRDROP_CHUNK_SIZE, 1]],
    [3 * AIRDROP_CHUNK_SIZE, [AIRDROP_CHUNK_SIZE, AIRDROP_CHUNK_SIZE, AIRDROP_CHUNK_SIZE]],
  ]
  for (const [count, expected] of sizes) {
    it(`makes ${expected.length} transactions of ${count} recipients, in their order`, () => {
      const chunks = splitAirdrop(recipients(count))
      expect(chunks.map((chunk) => chunk.length)).to.deep.equal(expected)
      expect(chunks.flat()).to.deep.equal(recipients(count))
    })
  }
})
