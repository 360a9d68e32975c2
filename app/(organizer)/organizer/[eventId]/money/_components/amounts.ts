'use client'

import { useReadContract } from 'wagmi'
import type { Event } from '#core/api/event.ts'
import { usherEventAbi } from '#core/chain/abi/usher-event.ts'
import { currencyOf } from '#ui/event/currency-of.ts'
import { idOf } from '#ui/event/id-of.ts'
import { useMoney } from '#ui/event/money.ts'
import { useFormat } from '#ui/words/use-format.ts'

const OFTEN = { refetchInterval: 10_000 } as const

/** What the contract itself says of its money, asked again and again, and how amounts of it are written. */
export function useAmounts(event: Event) {
  const format = useFormat()
  const money = useMoney(currencyOf(event))
  const contract = { address: idOf(event).contract, abi: usherEventAbi } as const
  const { data: escrow } = useReadContract({ ...contract, functionName: 'escrow', query: OFTEN })
  const { data: owed } = useReadContract({ ...contract, functionName: 'totalCredit', query: OFTEN })
  const { data: credit } = useReadContract({
    ...contract,
    functionName: 'creditOf',
    args: [event.organizer],
    query: OFTEN,
  })
  /** as a number also where a price would say that it is free; a dash while it is not known */
  const write = (amount: bigint | undefined) =>
    amount === undefined ? '–' : amount === 0n ? format.number(0) : money(amount.toString())
  return { escrow, owed, credit, write }
}
