import { expect } from 'chai'
import { decideFinal } from '#indexer/finality.ts'

describe('decideFinal', () => {
  const cases: readonly [what: string, head: bigint, finalized: bigint | undefined, final: bigint][] = [
    ['believes a node whose final block is far below its head', 1_000n, 900n, 900n],
    ['takes no block for final that has fewer than 64 above it', 1_000n, 999n, 936n],
    ['takes one with exactly 64 above it', 1_000n, 936n, 936n],
    ['does not believe a node that calls its head final', 2_000n, 2_000n, 976n],
    ['does not believe a final block above the head', 2_000n, 2_001n, 976n],
    ['assumes a depth for a node without finality', 2_000n, undefined, 976n],
    ['takes nothing for final on a young chain', 10n, 10n, 0n],
    ['takes nothing for final on a young chain with finality', 10n, 0n, 0n],
  ]
  for (const [what, head, finalized, final] of cases) {
    it(what, () => expect(decideFinal(head, finalized)).to.equal(final))
  }
})
