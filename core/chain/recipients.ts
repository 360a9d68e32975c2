import type { Address } from 'viem'
import { getAddress, isAddress, zeroAddress } from 'viem'
import { readFirstColumn } from '../first-column.ts'

/** Why a row of a list names nobody who can get a ticket. */
export type RecipientFault = 'not_an_address' | 'checksum_wrong' | 'zero_address' | 'listed_before'

/** A row of a list that must be mended before anything is sent. */
export type RecipientProblem = {
  /** as an editor or a spreadsheet counts: from 1, empty rows and comments included */
  readonly row: number
  /** what stands there */
  readonly text: string
  readonly fault: RecipientFault
  /** the row in which the same address stood first, of `listed_before` */
  readonly firstRow?: number
}

/** A list as it was read. Only one without problems is to be sent. */
export type RecipientList = {
  /** in the order of their rows, checksummed */
  readonly recipients: readonly Address[]
  readonly problems: readonly RecipientProblem[]
}

/**
 * Reads a list of recipients: one address per row, first column of a CSV (comma, semicolon or tab). Empty rows, rows that
 * begin with `#` and a heading `address` are passed over. Never throws; each row that is wrong is named.
 *
 * An address in mixed case must have its checksum (ERC-55). One that stands twice is a problem, as it is nearly always a
 * slip; who shall have two tickets gets the second by an airdrop of another name.
 */
export function parseRecipients(text: string): RecipientList {
  const firstRows = new Map<Address, number>()
  const problems: RecipientProblem[] = []
  for (const { row, text: cell } of readFirstColumn(text, 'address')) {
    const fault = findFault(cell)
    const address = fault ? zeroAddress : getAddress(cell)
    const firstRow = firstRows.get(address)
    if (fault) problems.push({ row, text: cell, fault })
    else if (firstRow) problems.push({ row, text: cell, fault: 'listed_before', firstRow })
    else firstRows.set(address, row)
  }
  return { recipients: [...firstRows.keys()], problems }
}

function findFault(cell: string): RecipientFault | undefined {
  if (!isAddress(cell, { strict: false })) return 'not_an_address'
  if (cell.toLowerCase() === zeroAddress) return 'zero_address'
  const isOneCase = cell === cell.toLowerCase() || cell.slice(2) === cell.slice(2).toUpperCase()
  return isOneCase || isAddress(cell) ? undefined : 'checksum_wrong'
}
