'use client'

import { ExternalLink } from 'lucide-react'
import { useAttendeeWords } from '#attendee/_words/use-words.ts'
import type { Event } from '#core/api/event.ts'
import { useIsHydrated } from '#ui/use-is-hydrated.ts'

/** What its organizer says about an event; where nothing is said here, the place that its contract names. */
export function About({ event }: { readonly event: Event }) {
  const t = useAttendeeWords()
  const isHydrated = useIsHydrated()
  const { description } = event
  if (description?.about)
    return <p className="mb-6 max-w-prose whitespace-pre-line wrap-break-word">{description.about}</p>
  if (description) return null
  // whether that is here only the browser knows
  if (!isHydrated) return null
  const elsewhere = findElsewhere(event.contractUri)
  if (!elsewhere) return <p className="mb-6 max-w-prose text-ink-soft">{t('event.undescribed')}</p>
  return (
    <p className="mb-6 max-w-prose text-ink-soft">
      {t('event.elsewhere')}{' '}
      <a
        href={elsewhere.href}
        target="_blank"
        rel="noreferrer nofollow ugc"
        className="inline-flex items-center gap-1 wrap-anywhere text-accent-ink underline"
      >
        {elsewhere.host}
        <ExternalLink aria-hidden="true" className="size-4 shrink-0" />
      </a>
    </p>
  )
}

/** A page elsewhere that a browser may be sent to; what we host ourselves would have been shown. */
function findElsewhere(contractUri: string): URL | undefined {
  const url = URL.parse(contractUri)
  if (url?.protocol !== 'https:') return undefined
  return url.origin === location.origin ? undefined : url
}
