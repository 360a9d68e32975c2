import { zeroAddress } from 'viem'
import type { TicketScan } from '#core/api/scan.ts'
import type { Ticket } from '#core/api/ticket.ts'

type Transfer = Ticket['transfers'][number]
type TicketLog = Ticket['log'][number]

type Move = {
  readonly kind: 'bought' | 'claimed' | 'issued' | 'moved' | 'ended'
  readonly transfer: Transfer
}
type Named = { readonly kind: TicketLog['kind']; readonly log: TicketLog }
type OnChain = Move | Named
type AtGate = { readonly kind: 'admitted' | 'left' | 'refused'; readonly scan: TicketScan }

/** Something that happened to a ticket, on chain or at a gate. */
export type Happening = OnChain | AtGate

type Life = Pick<Ticket, 'transfers' | 'log' | 'scans' | 'pricePaid' | 'voucherId'>

/** All that happened to a ticket, last first. What the contract said twice, as a transfer and by name, is told by name. */
export function projectHistory(life: Life): readonly Happening[] {
  const { transfers, log, scans = [] } = life
  const named = new Set(pairWithTransfers(transfers, log))
  const moves = transfers.filter((transfer) => !named.has(transfer))
  const onChain: readonly OnChain[] = [
    ...moves.map((transfer) => ({ kind: kindOf(transfer, life), transfer })),
    ...log.map((each) => ({ kind: each.kind, log: each })),
  ]
  const atGates: readonly AtGate[] = scans.map((scan) => ({ kind: kindOfScan(scan), scan }))
  return [...onChain.toSorted(byPlace), ...atGates]
    .toSorted((one, other) => Date.parse(timeOf(one)) - Date.parse(timeOf(other)))
    .toReversed()
}

/** When it happened. */
export function timeOf(happening: Happening): string {
  return ('scan' in happening ? happening.scan : placeOf(happening)).datetime
}

/** The kinds of log that come with a transfer, and whether that is the ticket's last. */
const WITH_TRANSFER: Partial<Record<TicketLog['kind'], { readonly ends: boolean }>> = {
  resold: { ends: false },
  reissued: { ends: false },
  voided: { ends: true },
  refunded: { ends: true },
}

/** The transfers that logs of the same transaction speak of, each of one. */
function pairWithTransfers(transfers: readonly Transfer[], log: readonly TicketLog[]): readonly Transfer[] {
  const left = [...transfers]
  return log.flatMap(({ kind, transactionHash }) => {
    const ends = WITH_TRANSFER[kind]?.ends
    const place = left.findIndex(
      ({ from, to, ...transfer }) =>
        ends !== undefined &&
        transfer.transactionHash === transactionHash &&
        from !== zeroAddress &&
        (to === zeroAddress) === ends,
    )
    return place === -1 ? [] : left.splice(place, 1)
  })
}

function kindOf({ from, to }: Transfer, { pricePaid, voucherId }: Life): Move['kind'] {
  if (to === zeroAddress) return 'ended'
  if (from !== zeroAddress) return 'moved'
  if (voucherId !== null) return 'claimed'
  return pricePaid === null ? 'issued' : 'bought'
}

function kindOfScan({ verdict, direction }: TicketScan): AtGate['kind'] {
  if (verdict === 'refuse') return 'refused'
  return direction === 'exit' ? 'left' : 'admitted'
}

/** The chain's own order, where blocks have one time. */
function byPlace(one: OnChain, other: OnChain): number {
  const [a, b] = [placeOf(one), placeOf(other)]
  return a.block - b.block || a.logIndex - b.logIndex
}

/** Where on the chain it happened: in which block, by which log. */
export function placeOf(happening: OnChain): Transfer | TicketLog {
  return 'log' in happening ? happening.log : happening.transfer
}
