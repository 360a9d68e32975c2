import { type Cell, readFirstColumn } from './first-column.ts'
import { parseTicketSearch } from './ticket-search.ts'

/** Tickets as somebody has listed them. */
export type TicketNumbers = {
  /** in the order of their rows, each once */
  readonly tokenIds: readonly bigint[]
  /** the rows that name no ticket */
  readonly problems: readonly Cell[]
}

/**
 * Reads a list of tickets, one per row, as `2-000137` or `2000137`: also the first column of the desk's own CSV. A number
 * without its tier names no ticket, as each tier has one. Never throws.
 */
export function parseTicketNumbers(text: string): TicketNumbers {
  const tokenIds = new Set<bigint>()
  const problems: Cell[] = []
  for (const cell of readFirstColumn(text, 'ticket')) {
    const found = parseTicketSearch(cell.text)
    if (found?.kind === 'token') tokenIds.add(found.tokenId)
    else problems.push(cell)
  }
  return { tokenIds: [...tokenIds], problems }
}
