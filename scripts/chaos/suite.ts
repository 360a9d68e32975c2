/** What a chaos suite is asked to do. */
export type ChaosOptions = {
  /** Chooses the faults. */
  readonly seed: number
  /** How many rounds; undefined: as many as the suite usually runs. */
  readonly rounds: number | undefined
  /** For how long; undefined: as long as the suite usually runs. */
  readonly seconds: number | undefined
  /** Hears a line for people. */
  readonly say: (line: string) => void
}

/** How many comparisons came out right and how many did not. */
export type Tally = { readonly passed: number; readonly failed: number }

/** One kind of chaos. It leaves nothing running. */
export type Suite = { readonly run: (options: ChaosOptions) => Promise<Tally> }
