'use client'

import { Ban, CalendarX, CircleCheck, type LucideIcon, Undo2 } from 'lucide-react'
import { useAttendeeWords } from '#attendee/_words/use-words.ts'

type Kind = 'canceled' | 'void' | 'refunded' | 'ended'

const ICONS: Record<Kind, LucideIcon> = {
  canceled: CalendarX,
  void: Ban,
  refunded: Undo2,
  ended: CircleCheck,
}

/** A ticket that opens no gate any more, and why. */
export function TicketOver({ kind }: { readonly kind: Kind }) {
  const t = useAttendeeWords()
  const Icon = ICONS[kind]
  return (
    <div className="px-2 py-10 text-center">
      <Icon aria-hidden="true" className="mx-auto size-10 text-ink-soft" strokeWidth={1.5} />
      <h2 className="mt-4 text-xl font-semibold tracking-tight">{t(`over.${kind}Title`)}</h2>
      <p className="mx-auto mt-2 max-w-sm text-ink-soft">{t(`over.${kind}Text`)}</p>
    </div>
  )
}
