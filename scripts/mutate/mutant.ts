import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** One rule of the contracts, broken. */
export type Mutant = {
  /** The rule, as it should be. */
  readonly rule: string
  /** The source, from the project's folder. */
  readonly file: string
  /** Stands exactly once in the source. */
  readonly search: string
  readonly replace: string
  /** Test files that should notice, by their names in test/contracts without `.test.ts`; they run first. */
  readonly tests: readonly string[]
  /** Why nothing can notice; such a mutant is listed and not run. */
  readonly harmless?: string
}

/** What stands in a table: rule, search, replacement, likely tests. */
export type Row = readonly [rule: string, search: string, replace: string, ...tests: string[]]

/** The mutants of one source. */
export function mutantsOf(file: string, rows: readonly Row[]): readonly Mutant[] {
  return rows.map(([rule, search, replace, ...tests]) => ({ rule, file, search, replace, tests }))
}

/** Mutants of one source that change nothing anybody could notice: rule, search, replacement, reason. */
export function harmlessIn(
  file: string,
  rows: readonly (readonly [rule: string, search: string, replace: string, reason: string])[],
): readonly Mutant[] {
  return rows.map(([rule, search, replace, harmless]) => ({
    rule,
    file,
    search,
    replace,
    tests: [],
    harmless,
  }))
}

/**
 * The source with the rule broken.
 *
 * @throws when the text to replace does not stand in the source exactly once: the table is older than the source
 */
export function breakRule(folder: string, { rule, file, search, replace }: Mutant): string {
  const source = readFileSync(join(folder, file), 'utf8')
  const parts = source.split(search)
  if (parts.length === 2) return parts.join(replace)
  const times = parts.length - 1
  throw new Error(`${file} holds ${JSON.stringify(search)} ${times} times, not once (rule: ${rule})`)
}
