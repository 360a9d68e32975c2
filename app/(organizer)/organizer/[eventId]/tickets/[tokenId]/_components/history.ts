import { zeroAddress } from 'viem'
import type { TicketScan } from '#core/api/scan.ts'
import type { Ticket } from '#core/api/ticket.ts'

type Transfer = Ticket['transfers'][number]

/** Something that happened to a ticket, on chain or at a gate. */
export type Happening =
  | { readonly kind: 'issued' | 'moved' | 'ended'; readonly at: string; readonly transfer: Transfer }
  | { readonly kind: 'admitted' | 'left' | 'refused'; readonly at: string; readonly scan: TicketScan }

/** All that happened to a ticket, last first. */
export function projectHistory({ transfers, scans = [] }: Pick<Ticket, 'transfers' | 'scans'>) {
  const happenings: readonly Happening[] = [...transfers.map(ofTransfer), ...scans.map(ofScan)]
  return happenings.toSorted((one, other) => Date.parse(other.at) - Date.parse(one.at))
}

function ofTransfer(transfer: Transfer): Happening {
  const kind = transfer.from === zeroAddress ? 'issued' : transfer.to === zeroAddress ? 'ended' : 'moved'
  return { kind, at: transfer.datetime, transfer }
}

function ofScan(scan: TicketScan): Happening {
  const kind = scan.verdict === 'refuse' ? 'refused' : scan.direction === 'exit' ? 'left' : 'admitted'
  return { kind, at: scan.datetime, scan }
}
