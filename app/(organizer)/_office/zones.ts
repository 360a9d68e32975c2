/** The time zones that this browser knows; the chosen one in any case. */
export function listZones(chosen: string): readonly string[] {
  return [...new Set(['UTC', chosen, ...Intl.supportedValuesOf('timeZone')])].sort()
}
