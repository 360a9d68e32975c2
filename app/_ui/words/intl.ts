/**
 * The browser's own tables of how a language writes. Building one takes longer than a hundred uses of it, so each is
 * built when it is first needed, and kept: they never change.
 */
export const dateTimeFormat = keep(
  (tag: string, options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(tag, options),
)
export const numberFormat = keep(
  (tag: string, options: Intl.NumberFormatOptions = {}) => new Intl.NumberFormat(tag, options),
)
export const pluralRules = keep((tag: string) => new Intl.PluralRules(tag))

/** `build`, which answers what it answered before to the same plain values. */
function keep<V extends readonly unknown[], T>(build: (...values: V) => T): (...values: V) => T {
  const kept = new Map<string, T>()
  return (...values) => {
    const key = JSON.stringify(values)
    const table = kept.get(key) ?? build(...values)
    kept.set(key, table)
    return table
  }
}
