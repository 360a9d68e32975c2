import type { Stats } from '#core/api/office.ts'

const MINUTE_MS = 60_000

/** What was scanned in one minute. */
export type Minute = { readonly at: number; readonly admitted: number; readonly refused: number }

/** Every minute of the time that the numbers speak of, quiet ones too, at one gate or at all. */
export function projectPace(
  { from, until, perMinute }: Pick<Stats, 'from' | 'until' | 'perMinute'>,
  gateId?: string,
): readonly Minute[] {
  const scanned = new Map<number, { admitted: number; refused: number }>()
  for (const row of perMinute) {
    if (gateId !== undefined && row.gateId !== gateId) continue
    const at = Date.parse(row.minute)
    const sum = scanned.get(at) ?? { admitted: 0, refused: 0 }
    scanned.set(at, { admitted: sum.admitted + row.admitted, refused: sum.refused + row.refused })
  }
  const minutes: Minute[] = []
  for (let at = Date.parse(from); at <= Date.parse(until); at += MINUTE_MS) {
    minutes.push({ at, ...(scanned.get(at) ?? { admitted: 0, refused: 0 }) })
  }
  return minutes
}
