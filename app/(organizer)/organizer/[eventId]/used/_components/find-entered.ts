import { type EventTickets, eventTickets } from '#core/api/office.ts'
import { callAuthorised } from '#ui/session/authorised.ts'

const PAGE = '200'

/**
 * The tickets that have entered and are not marked yet, of however many there are.
 *
 * @throws as {@link callAuthorised}.
 */
export async function findEntered(eventId: string): Promise<readonly bigint[]> {
  const entered: bigint[] = []
  let after: string | null = ''
  while (after !== null) {
    const query = new URLSearchParams({ attendance: 'entered', limit: PAGE, ...(after && { after }) })
    const page: EventTickets = await callAuthorised(`/api/events/${eventId}/tickets?${query}`, eventTickets)
    const unmarked = page.tickets.filter(({ status, isUsed }) => status === 'valid' && !isUsed)
    entered.push(...unmarked.map(({ tokenId }) => BigInt(tokenId)))
    after = page.next
  }
  return entered
}
