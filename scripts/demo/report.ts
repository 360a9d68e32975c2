import { isAsExpected, type StepResult } from './run.ts'
import { stepNames, steps } from './steps.ts'

const NAME_WIDTH = Math.max(...stepNames.map(({ length }) => length))

/** One line of the terminal: what was tried, what came of it, how long it took. */
export function formatStep(result: StepResult): string {
  const sign = isAsExpected(result) ? '✓' : '✗'
  const outcome = isAsExpected(result) ? result.actual : `${result.actual} (expected: ${result.expected})`
  const time = `${result.ms.toFixed(1)} ms`.padStart(10)
  return `${sign} ${result.name.padEnd(NAME_WIDTH)} ${time}  ${outcome}\n    ${steps[result.name].tried}`
}

/** The document of `--json`. */
export function toDocument(results: readonly StepResult[]) {
  return { steps: results, ok: results.length > 0 && results.every(isAsExpected) }
}
