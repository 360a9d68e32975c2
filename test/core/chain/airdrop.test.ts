import { expect } from 'chai'
import type { Address } from 'viem'
import { zeroHash } from 'viem'
import { AIRDROP_CHUNK_SIZE, readAirdropProgress, splitAirdrop } from '#core/chain/airdrop.ts'

const listOf = (count: number) =>
  Array.from({ length: count }, (_, i): Address => `0x${(i + 1).toString(16).padStart(40, '0')}`)

const airdropTo = (count: number) => ({ name: 'press', tierId: 2, recipients: listOf(count) })

describe('splitAirdrop', () => {
  const sizes: [number, number[]][] = [
    [0, []],
    [1, [1]],
    [AIRDROP_CHUNK_SIZE, [AIRDROP_CHUNK_SIZE]],
    [AIRDROP_CHUNK_SIZE + 1, [AIRDROP_CHUNK_SIZE, 1]],
    [3 * AIRDROP_CHUNK_SIZE, [AIRDROP_CHUNK_SIZE, AIRDROP_CHUNK_SIZE, AIRDROP_CHUNK_SIZE]],
  ]
  for (const [count, expected] of sizes) {
    it(`makes ${expected.length} transactions of ${count} recipients, in their order`, () => {
      const chunks = splitAirdrop(airdropTo(count))
      expect(chunks.map(({ recipients }) => recipients.length)).to.deep.equal(expected)
      expect(chunks.flatMap(({ recipients }) => recipients)).to.deep.equal(listOf(count))
      expect(chunks.map(({ start }) => start)).to.deep.equal(expected.map((_, i) => i * AIRDROP_CHUNK_SIZE))
    })
  }

  it('names each chunk by the airdrop’s name and its number, and what is in it by a digest', () => {
    // keccak256(abi.encode("press", 0)), keccak256(abi.encode(uint16(2), [address(1)]))
    const [chunk] = splitAirdrop(airdropTo(1))
    expect(chunk?.airdropId).to.equal('0x7b831cb2e2415ebcf1d1eb3855ae1a94427a4a05eaaf26813c74a4528b0f963e')
    expect(chunk?.digest).to.equal('0xac78d4fafbfebedf171dcd101cc13b226b4ebf63225aa0b6db7ce216c33fbe56')
  })

  it('gives every chunk of every airdrop an id of its own', () => {
    const press = splitAirdrop(airdropTo(2 * AIRDROP_CHUNK_SIZE))
    const crew = splitAirdrop({ ...airdropTo(2 * AIRDROP_CHUNK_SIZE), name: 'crew' })
    expect(new Set([...press, ...crew].map(({ airdropId }) => airdropId)).size).to.equal(4)
  })
})

describe('readAirdropProgress', () => {
  const chunks = splitAirdrop(airdropTo(3 * AIRDROP_CHUNK_SIZE))
  const [first, second, third] = chunks.map(({ digest }) => digest) as [Address, Address, Address]

  it('finds what has arrived and what has not, in whatever order it was sent', () => {
    expect(readAirdropProgress(chunks, [zeroHash, second, zeroHash])).to.deep.equal({
      done: [chunks[1]],
      missing: [chunks[0], chunks[2]],
      changed: [],
    })
  })

  it('finds all of it missing before anything was sent, and done at the end', () => {
    expect(readAirdropProgress(chunks, [zeroHash, zeroHash, zeroHash]).missing).to.deep.equal(chunks)
    expect(readAirdropProgress(chunks, [first, second, third]).done).to.deep.equal(chunks)
  })

  it('tells a chunk under whose id something else was issued', () => {
    expect(readAirdropProgress(chunks, [first, third, zeroHash]).changed).to.deep.equal([chunks[1]])
  })

  it('judges nothing that the contract was not asked about', () => {
    expect(() => readAirdropProgress(chunks, [first])).to.throw(TypeError)
  })
})
