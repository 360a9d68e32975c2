import { type StepName, stepNames, steps } from './steps.ts'

/** What came of one step. */
export type StepResult = {
  readonly name: StepName
  readonly expected: string
  readonly actual: string
  /** What the decisive call took, in milliseconds; waiting for the chain or for doors does not count. */
  readonly ms: number
}

/** What a step answers: the outcome, the time of the decisive call, and whatever later steps build on. */
export type Outcome = { readonly actual: string; readonly ms: number }

/** A walk through the steps, in their order. */
export type Run = {
  readonly results: readonly StepResult[]
  /** Runs one step and answers what it answered. One that throws is recorded as failed, and throws on. */
  step<Answer extends Outcome>(name: StepName, perform: () => Promise<Answer>): Promise<Answer>
  /** Records every step that was not reached as such. */
  close(): void
}

/** A run that tells each result to `tell` as it comes. */
export function createRun(tell: (result: StepResult) => void): Run {
  const results: StepResult[] = []
  const record = (name: StepName, { actual, ms }: Outcome) => {
    const result = { name, expected: steps[name].expected, actual, ms: Math.round(ms * 10) / 10 }
    results.push(result)
    tell(result)
  }
  return {
    results,
    async step(name, perform) {
      try {
        const answer = await perform()
        record(name, answer)
        return answer
      } catch (error) {
        record(name, { actual: `failed: ${firstLine(error)}`, ms: 0 })
        throw error
      }
    },
    close() {
      const reached = new Set(results.map(({ name }) => name))
      for (const name of stepNames) {
        if (!reached.has(name)) record(name, { actual: 'not reached', ms: 0 })
      }
    },
  }
}

/** Whether this step came out as expected. */
export function isAsExpected({ expected, actual }: StepResult): boolean {
  return expected === actual
}

/** What `call` answered, and how many milliseconds it took. */
export async function timed<T>(call: () => Promise<T>): Promise<{ value: T; ms: number }> {
  const startedAt = performance.now()
  const value = await call()
  return { value, ms: performance.now() - startedAt }
}

/** The first line of what an error says. */
export function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? ''
}
