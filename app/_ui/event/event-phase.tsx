'use client'

import { Ban, CalendarClock, CircleCheck, DoorOpen, type LucideIcon } from 'lucide-react'
import type { Event } from '#core/api/event.ts'
import type { Tone } from '../notice.tsx'
import { Tag } from '../tag.tsx'
import { useFormat } from '../words/use-format.ts'
import { useUiWords } from '../words/use-ui-words.ts'

/** Where an event stands for somebody who wants to go. */
export type Phase = 'canceled' | 'over' | 'doors_open' | 'ahead'

/** The phase of an event at `now`, Unix milliseconds. */
export function phaseOf(event: Pick<Event, 'status' | 'doorsAt' | 'endsAt'>, now: number): Phase {
  if (event.status === 'canceled') return 'canceled'
  if (!(now <= Date.parse(event.endsAt))) return 'over'
  return now >= Date.parse(event.doorsAt) ? 'doors_open' : 'ahead'
}

const LOOKS: Record<Phase, { readonly tone: Tone | 'plain'; readonly Icon: LucideIcon }> = {
  canceled: { tone: 'bad', Icon: Ban },
  over: { tone: 'plain', Icon: CircleCheck },
  doors_open: { tone: 'good', Icon: DoorOpen },
  ahead: { tone: 'info', Icon: CalendarClock },
}

/** The phase as a tag: the doors are open, or how long until they are. */
export function PhaseTag({ event, now }: { readonly event: Event; readonly now: number }) {
  const t = useUiWords()
  const format = useFormat()
  const phase = phaseOf(event, now)
  const { tone, Icon } = LOOKS[phase]
  return (
    <Tag tone={tone} Icon={Icon}>
      {phase === 'ahead'
        ? t('phase.ahead', { span: format.span(Date.parse(event.doorsAt) - now) })
        : t(`phase.${phase}`)}
    </Tag>
  )
}
