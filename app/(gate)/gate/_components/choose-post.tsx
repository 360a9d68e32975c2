'use client'

import { useQueries, useQuery } from '@tanstack/react-query'
import { ScanLine, UserX } from 'lucide-react'
import { useState } from 'react'
import type { Event } from '#core/api/event.ts'
import { unlockSound } from '#gate/_scanner/feedback.ts'
import type { Post } from '#gate/_scanner/post.ts'
import { useGateWords } from '#gate/_words/use-words.ts'
import { Loaded } from '#ui/api/loaded.tsx'
import { eventQuery, meQuery } from '#ui/api/queries.ts'
import { Button } from '#ui/button.tsx'
import { Empty } from '#ui/empty.tsx'
import { phaseOf } from '#ui/event/event-phase.tsx'
import { titleOf } from '#ui/event/title-of.ts'
import { SelectField } from '#ui/field.tsx'
import { signOut } from '#ui/session/sign-in.ts'
import { Skeleton } from '#ui/skeleton.tsx'
import { useNow } from '#ui/time/use-now.ts'
import { Address } from '#ui/wallet/address.tsx'
import { useFormat } from '#ui/words/use-format.ts'
import { useUiWords } from '#ui/words/use-ui-words.ts'
import { GateFrame } from './gate-frame.tsx'

type ChoosePostProps = { readonly staff: string; readonly onChoose: (post: Post) => void }

/** Second step at the gate, once per shift: which event, which gate, which list. */
export function ChoosePost({ staff, onChoose }: ChoosePostProps) {
  const t = useGateWords()
  const ui = useUiWords()
  const me = useQuery(meQuery(staff))
  const ids = [...new Set(me.data?.roles.map((role) => role.eventId))]
  const events = useQueries({ queries: ids.map((id) => eventQuery(id)) })
  const known = events.flatMap((event) => (event.data ? [event.data] : []))
  const isLoading = known.length === 0 && events.some((event) => event.isPending)
  const loading = <Skeleton label={t('post.loading')} className="h-64" />
  return (
    <GateFrame title={t('post.title')} lead={t('post.lead')}>
      <Loaded query={me} loading={loading} missing={<NoEvents />}>
        {() => {
          if (isLoading) return loading
          return known.length === 0 ? <NoEvents /> : <Choice events={known} onChoose={onChoose} />
        }}
      </Loaded>
      <p className="mt-8 flex flex-wrap items-center justify-between gap-x-4 border-t border-line pt-4 text-ink-soft">
        <span>{t.nodes('post.signedIn', { wallet: <Address value={staff} /> })}</span>
        <Button look="quiet" size="small" className="-mr-3 min-h-11" onClick={() => void signOut()}>
          {ui('action.signOut')}
        </Button>
      </p>
    </GateFrame>
  )
}

type ChoiceProps = { readonly events: readonly Event[]; readonly onChoose: (post: Post) => void }

function Choice({ events, onChoose }: ChoiceProps) {
  const t = useGateWords()
  const format = useFormat()
  const now = useNow()
  const sorted = events.toSorted((one, other) => rank(one, now) - rank(other, now))
  const [eventId, setEventId] = useState<string>()
  const [gateId, setGateId] = useState<string>()
  const [listId, setListId] = useState<string>()
  const [isTwoStep, setTwoStep] = useState(false)
  const event = sorted.find((each) => each.eventId === eventId) ?? sorted[0]
  const gate = event?.gates.find((each) => each.gateId === gateId) ?? event?.gates[0]
  const lists = event?.lists.filter((list) => gate?.listIds.includes(list.listId)) ?? []
  const list = lists.find((each) => each.listId === listId) ?? lists[0]
  if (!event || !gate || !list) return <NoEvents />

  const start = () => {
    // the tap that browsers ask for before a page may make sounds
    unlockSound()
    onChoose({ eventId: event.eventId, gateId: gate.gateId, listId: list.listId, isTwoStep })
  }
  return (
    <div className="space-y-5">
      <SelectField
        label={t('post.event')}
        value={event.eventId}
        onChange={(change) => setEventId(change.target.value)}
        hint={t('post.doors', { moment: format.moment(event.doorsAt, event.timeZone) })}
      >
        {sorted.map((each) => (
          <option key={each.eventId} value={each.eventId}>
            {titleOf(each)}
          </option>
        ))}
      </SelectField>
      <SelectField
        label={t('post.gate')}
        value={gate.gateId}
        onChange={(change) => setGateId(change.target.value)}
      >
        {event.gates.map((each) => (
          <option key={each.gateId} value={each.gateId}>
            {each.name}
          </option>
        ))}
      </SelectField>
      <SelectField
        label={t('post.list')}
        value={list.listId}
        onChange={(change) => setListId(change.target.value)}
        hint={t('post.listHint')}
      >
        {lists.map((each) => (
          <option key={each.listId} value={each.listId}>
            {each.name}
          </option>
        ))}
      </SelectField>
      <label className="flex cursor-pointer gap-3 rounded-control border border-line-strong bg-surface p-3.5">
        <input
          type="checkbox"
          checked={isTwoStep}
          onChange={(change) => setTwoStep(change.target.checked)}
          aria-describedby="two-step-hint"
          className="mt-0.5 size-5 shrink-0 accent-accent"
        />
        <span>
          <span className="block font-medium">{t('post.twoStep')}</span>
          <span id="two-step-hint" className="mt-1 block text-sm text-ink-soft">
            {t('post.twoStepHint')}
          </span>
        </span>
      </label>
      <Button size="large" className="w-full" onClick={start}>
        <ScanLine aria-hidden="true" className="size-5" /> {t('post.start')}
      </Button>
    </div>
  )
}

/** Open doors first, then what is ahead, then the rest. */
function rank(event: Event, now: number): number {
  const order = { doors_open: 0, ahead: 1, over: 2, canceled: 3 } as const
  return order[phaseOf(event, now)]
}

function NoEvents() {
  const t = useGateWords()
  return (
    <Empty Icon={UserX} title={t('post.noneTitle')}>
      {t('post.noneText')}
    </Empty>
  )
}
