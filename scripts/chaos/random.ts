/** Choices that follow from a seed alone. */
export type Random = {
  /** From 0 up to, and without, 1. */
  next(): number
  /** A whole number from `from` to `to`, both included. */
  between(from: number, to: number): number
  /** True in this part of all cases. */
  chance(part: number): boolean
  /** One of them; there is at least one. */
  pick<T>(items: readonly T[]): T
  /** Choices of their own, which do not depend on how many are made here. */
  fork(): Random
}

/** Source: Chris Doty-Humphrey's sfc32 of PractRand, started with a splitmix32 of the seed. */
export function createRandom(seed: number): Random {
  const mix = createMix(seed)
  let [a, b, c, counter] = [mix(), mix(), mix(), 1]
  const next32 = (): number => {
    const sum = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + sum) | 0
    return sum >>> 0
  }
  for (let turn = 0; turn < 12; turn++) next32()

  const next = (): number => next32() / 2 ** 32
  const between = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1))
  return {
    next,
    between,
    chance: (part) => next() < part,
    pick: (items) => {
      if (items.length === 0) throw new RangeError('There is nothing to choose from')
      return items[between(0, items.length - 1)] as (typeof items)[number]
    },
    fork: () => createRandom(next32()),
  }
}

function createMix(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x9e3779b9) | 0
    let value = state ^ (state >>> 16)
    value = Math.imul(value, 0x21f0aaad)
    value = value ^ (value >>> 15)
    value = Math.imul(value, 0x735a2d97)
    return value ^ (value >>> 15)
  }
}
