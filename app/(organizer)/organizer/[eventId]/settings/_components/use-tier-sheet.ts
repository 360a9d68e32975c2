'use client'

import { useState } from 'react'
import type { Event } from '#core/api/event.ts'
import type { Coin } from '#core/coin.ts'
import { checkTierDraft, type DraftFault } from '#core/event-draft/check-draft.ts'
import type { TierDraft } from '#core/event-draft/draft.ts'
import type { TierTerms } from '#organizer/_office/tier-meaning.tsx'
import { useOrganizerWords } from '#organizer/_words/use-words.ts'
import { useNow } from '#ui/time/use-now.ts'

type Sheet = {
  readonly event: Event
  readonly start: TierDraft
  readonly coin: Coin
  /** how many tickets of it there are */
  readonly issued: number
}

/** A tier as it is being typed, checked by the contract's rules at each stroke; what is wrong is said once it was tried. */
export function useTierSheet({ event, start, coin, issued }: Sheet) {
  const t = useOrganizerWords()
  const [tier, setTier] = useState(start)
  const now = useNow(60_000)
  const [hasTried, setTried] = useState(false)
  const faults = new Map<string, DraftFault>()
  const around = {
    now,
    decimals: coin.decimals,
    zone: event.timeZone,
    doorsAt: Date.parse(event.doorsAt),
  }
  const checked = checkTierDraft(tier, around, (field, fault) => faults.set(field, fault))
  const least = Math.max(1, issued)
  const isTooFew = checked !== undefined && checked.supply < least
  const terms: TierTerms | undefined = checked && { tier: checked, event }
  const say = (name: string) => {
    if (!hasTried) return undefined
    if (name === 'supply' && isTooFew) return t('settings.supplyWrong', { least })
    const fault = faults.get(name)
    return fault && t(`fault.${fault}`)
  }
  return {
    tier,
    say,
    terms,
    onTier: (change: Partial<TierDraft>) => setTier({ ...tier, ...change }),
    /** what the contract would take; else undefined, and from now on the fields say what is wrong */
    check: () => {
      setTried(true)
      return isTooFew ? undefined : checked
    },
    /** begins anew once this tier was used, unless another was typed meanwhile */
    clear: () => {
      setTier((latest) => (latest === tier ? start : latest))
      setTried(false)
    },
  }
}
