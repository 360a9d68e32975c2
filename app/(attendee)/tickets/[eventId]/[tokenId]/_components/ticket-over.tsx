import { Ban, CalendarX, CircleCheck, type LucideIcon, Undo2 } from 'lucide-react'

type Kind = 'canceled' | 'void' | 'refunded' | 'ended'

const WORDS: Record<Kind, { readonly Icon: LucideIcon; readonly title: string; readonly text: string }> = {
  canceled: {
    Icon: CalendarX,
    title: 'The event is canceled',
    text: 'Nobody enters with this ticket. If it was paid for, its holder gets back exactly what was paid.',
  },
  void: {
    Icon: Ban,
    title: 'This ticket is void',
    text: 'The organizer took it back. What was paid for it is credited to its last holder.',
  },
  refunded: {
    Icon: Undo2,
    title: 'This ticket was refunded',
    text: 'Its price went back to its holder, so it no longer opens a gate.',
  },
  ended: {
    Icon: CircleCheck,
    title: 'The event is over',
    text: 'The ticket stays in your wallet as a keepsake.',
  },
}

/** A ticket that opens no gate any more, and why. */
export function TicketOver({ kind }: { readonly kind: Kind }) {
  const { Icon, title, text } = WORDS[kind]
  return (
    <div className="px-2 py-10 text-center">
      <Icon aria-hidden="true" className="mx-auto size-10 text-ink-soft" strokeWidth={1.5} />
      <h2 className="mt-4 text-xl font-semibold tracking-tight">{title}</h2>
      <p className="mx-auto mt-2 max-w-sm text-ink-soft">{text}</p>
    </div>
  )
}
