import type { Ticket, TicketLogKind } from '#core/api/ticket.ts'
import type { Database } from '#prisma/client.ts'
import type { TicketLogModel, TransferModel, VoucherModel } from '#prisma/generated/models.ts'
import { toHex } from '../bytes.ts'
import { eventIdOfKey } from '../event-key.ts'
import { readAtOneBlock } from '../events/mirror-position.ts'
import { projectTicketState } from './ticket-state.ts'

/** A ticket and how it moved, as of the mirror's block: what everybody may see. Undefined if there is none. */
export type FindTicket = (
  eventKey: Uint8Array<ArrayBuffer>,
  tokenId: bigint,
) => Promise<Omit<Ticket, 'scans' | 'presence'> | undefined>

type Ports = { readonly db: Database; readonly chainId: number; readonly now: () => Date }

export function createFindTicket({ db, chainId, now }: Ports): FindTicket {
  return (eventId, tokenId) =>
    readAtOneBlock({ db, chainId }, async (at, asOf) => {
      const id = { eventId_tokenId: { eventId, tokenId } }
      const ticket = await at.ticket.findUnique({ where: id })
      if (!ticket) return undefined
      const event = await at.event.findUniqueOrThrow({ where: { eventId } })
      const reissue = await at.reissue.findUnique({ where: id })
      const holder = await at.account.findUnique({
        where: { eventId_address: { eventId, address: ticket.owner } },
      })
      const inOrder = {
        where: { eventId, tokenId },
        orderBy: [{ blockNumber: 'asc' as const }, { logIndex: 'asc' as const }],
      }
      const transfers = await at.transfer.findMany(inOrder)
      const log = await at.ticketLog.findMany(inOrder)
      const voucher = await at.voucher.findFirst({
        where: { eventId, firstTokenId: { lte: tokenId } },
        orderBy: { firstTokenId: 'desc' },
      })
      return {
        eventId: eventIdOfKey(eventId),
        tokenId: tokenId.toString(),
        tierId: ticket.tierId,
        holder: toHex(ticket.owner),
        ...projectTicketState(ticket, event, reissue, now()),
        pricePaid: ticket.pricePaid?.toFixed(0) ?? null,
        acquiredAt: ticket.acquiredAt.toISOString(),
        transferCount: Number(ticket.transferCount),
        epoch: Number(holder?.epoch ?? 0),
        transfers: transfers.map(projectTransfer),
        log: log.map(projectLog),
        voucherId: voucher && isAmong(voucher, tokenId) ? toHex(voucher.voucherId) : null,
        asOf,
      }
    })
}

/** Tickets of a voucher have ids without gaps. */
function isAmong({ firstTokenId, count }: VoucherModel, tokenId: bigint): boolean {
  return firstTokenId !== null && count !== null && tokenId < firstTokenId + BigInt(count)
}

function projectLog(row: TicketLogModel): Ticket['log'][number] {
  return {
    kind: row.kind as TicketLogKind,
    account: row.account && toHex(row.account),
    amount: row.amount?.toFixed(0) ?? null,
    effectiveAt: row.effectiveAt?.toISOString() ?? null,
    block: Number(row.blockNumber),
    logIndex: row.logIndex,
    transactionHash: toHex(row.transactionHash),
    datetime: row.datetime.toISOString(),
  }
}

function projectTransfer(transfer: TransferModel): Ticket['transfers'][number] {
  return {
    from: toHex(transfer.from),
    to: toHex(transfer.to),
    block: Number(transfer.blockNumber),
    logIndex: transfer.logIndex,
    transactionHash: toHex(transfer.transactionHash),
    datetime: transfer.datetime.toISOString(),
  }
}
