'use client'

import Link from 'next/link'
import { useState } from 'react'
import { useConnection } from 'wagmi'
import { type CheckedEvent, checkEventDraft, type DraftFaults } from '#core/event-draft/check-draft.ts'
import { newEventDraft } from '#core/event-draft/draft.ts'
import { Entrance } from '#organizer/_office/entrance.tsx'
import { useOrganizerWords } from '#organizer/_words/use-words.ts'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { Notice } from '#ui/notice.tsx'
import { useNow } from '#ui/time/use-now.ts'
import { WalletChoices } from '#ui/wallet/wallet-choices.tsx'
import { forgetDraft, isUntouched, type KeptDraft, keepDraft, readDraft } from './draft-store.ts'
import { EventForm } from './event-form.tsx'
import { ReviewEvent } from './review-event.tsx'
import { usePricing } from './use-pricing.ts'

/** Creates an event: a sheet to fill in, a look over it, and one signature. */
export function CreateEvent() {
  return <Entrance>{({ address }) => <Creation key={address} organizer={address} />}</Entrance>
}

function Creation({ organizer }: { readonly organizer: string }) {
  const t = useOrganizerWords()
  const { address } = useConnection()
  const now = useNow(60_000)
  const [kept, setKept] = useState(() => readDraft(organizer) ?? emptyDraft())
  const pricing = usePricing(kept.draft)
  const [hasTried, setTried] = useState(false)
  const [isReviewing, setReviewing] = useState(kept.sentAs !== null)
  const [created, setCreated] = useState<{ readonly eventId: string; readonly title: string }>()

  const keep = (change: Partial<KeptDraft>) => {
    const next = { ...kept, ...change }
    setKept(next)
    keepDraft(organizer, next)
  }
  const startAnew = () => {
    forgetDraft(organizer)
    setKept(emptyDraft())
    setTried(false)
    setReviewing(false)
    setCreated(undefined)
  }
  // what was sent is followed to its end, whatever the clock says meanwhile
  const checked = checkEventDraft(kept.draft, {
    now: kept.sentAs ? 0 : now,
    pricing: pricing.coin,
  })

  if (created) return <Created {...created} onAnother={startAnew} />
  if (!address) {
    return (
      <Card className="max-w-md">
        <h2 className="mb-4 text-lg font-semibold">{t('create.wallet')}</h2>
        <WalletChoices />
      </Card>
    )
  }
  if (isReviewing && checked.event && pricing.coin) {
    return (
      <ReviewEvent
        event={checked.event}
        coin={pricing.coin}
        kept={kept}
        onChange={() => setReviewing(false)}
        onSent={(sentAs) => keep({ sentAs })}
        onCreated={(eventId) => {
          setCreated({ eventId, title: (checked.event as CheckedEvent).title })
          forgetDraft(organizer)
        }}
      />
    )
  }
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        setReviewing(checked.faults === undefined)
        if (checked.faults) focusFirst(checked.faults)
      }}
    >
      <EventForm
        draft={kept.draft}
        picture={kept.picture}
        pricing={pricing}
        faults={hasTried ? (checked.faults ?? {}) : {}}
        onDraft={(draft) => keep({ draft })}
        onPicture={(picture) => keep({ picture })}
      />
      <div className="mt-6 flex flex-wrap items-center gap-4">
        <Button type="submit" size="large">
          {t('create.review')}
        </Button>
        {!isUntouched(kept.draft) && (
          <Button look="quiet" onClick={startAnew}>
            {t('create.discard')}
          </Button>
        )}
        {hasTried && checked.faults && (
          <p role="status" className="font-medium text-bad-ink">
            {t('create.faults', { count: Object.keys(checked.faults).length })}
          </p>
        )}
      </div>
    </form>
  )
}

type CreatedProps = { readonly eventId: string; readonly title: string; readonly onAnother: () => void }

function Created({ eventId, title, onAnother }: CreatedProps) {
  const t = useOrganizerWords()
  return (
    <Notice
      tone="good"
      title={t('create.created', { event: title })}
      actions={
        <>
          <Button asChild>
            <Link href={`/organizer/${eventId}`}>{t('office.manage')}</Link>
          </Button>
          <Button asChild look="secondary">
            <Link href={`/events/${eventId}`}>{t('event.public')}</Link>
          </Button>
          <Button look="quiet" onClick={onAnother}>
            {t('create.another')}
          </Button>
        </>
      }
    >
      {t('create.createdText')}
    </Notice>
  )
}

function emptyDraft(): KeptDraft {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
  return { draft: newEventDraft(timeZone), picture: null, sentAs: null }
}

/** Fields bear their place in the draft as name. */
function focusFirst(faults: DraftFaults): void {
  const fields = [...document.querySelectorAll<HTMLElement>('form [name]')]
  fields.find((field) => (field.getAttribute('name') ?? '') in faults)?.focus()
}
