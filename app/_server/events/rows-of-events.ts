import { toHex } from '../bytes.ts'

/**
 * Sorts rows of many events by event, looking at each row once. The function it answers gives the rows of one, in their
 * order.
 */
export function sortByEvent<Row extends { readonly eventId: Uint8Array }>(
  rows: readonly Row[],
): (eventId: Uint8Array) => readonly Row[] {
  const byEvent = Map.groupBy(rows, ({ eventId }) => toHex(eventId))
  return (eventId) => byEvent.get(toHex(eventId)) ?? []
}
