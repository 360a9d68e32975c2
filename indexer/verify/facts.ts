/**
 * One fact of the mirror or of the chain: what it is about, and what holds of it. Everything is text, so that two sides
 * that came to it by different ways can be compared field by field.
 */
export type Facts = Map<string, Readonly<Record<string, string>>>

/** Text of a value as both sides write it: times in RFC 3339, bytes in hex, nothing as `none`. */
export function toFact(value: unknown): string {
  if (value === null || value === undefined) return 'none'
  if (value instanceof Date) return value.toISOString()
  if (value instanceof Uint8Array) return `0x${Buffer.from(value).toString('hex')}`
  return String(value)
}

export function fact(fields: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, toFact(value)]))
}

/** Every difference between what should be and what is, in a sentence each; none: they are equal. */
export function compareFacts(chain: Facts, mirror: Facts): readonly string[] {
  const differences: string[] = []
  for (const [subject, expected] of chain) {
    const actual = mirror.get(subject)
    if (!actual) {
      differences.push(`${subject} is missing in the mirror`)
      continue
    }
    for (const name of new Set([...Object.keys(expected), ...Object.keys(actual)])) {
      if (expected[name] !== actual[name]) {
        differences.push(
          `${subject}: ${name} is ${actual[name]} in the mirror, ${expected[name]} on the chain`,
        )
      }
    }
  }
  for (const subject of mirror.keys()) {
    if (!chain.has(subject)) differences.push(`${subject} is in the mirror and not on the chain`)
  }
  return differences
}
