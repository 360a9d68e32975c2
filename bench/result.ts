/** One thing measured, and against whom. */
export type Result = {
  readonly name: string
  readonly ours: number
  /** null: nobody to compare with. */
  readonly peer: number | null
  readonly peerName: string | null
  readonly unit: string
  /** `ours / peer`, null without a peer. Whether high or low is good depends on the unit. */
  readonly ratio: number | null
  /** What we want to reach, in words. */
  readonly goal: string
}

/** A result with its ratio. */
export function compare(measured: Omit<Result, 'ratio'>): Result {
  return { ...measured, ratio: measured.peer === null ? null : measured.ours / measured.peer }
}

/** The middle value; of an even number, the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2
}

/** The least value that `part` of all (0 to 1) do not exceed. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((one, other) => one - other)
  return sorted[Math.ceil(sorted.length * part) - 1] ?? Number.NaN
}
