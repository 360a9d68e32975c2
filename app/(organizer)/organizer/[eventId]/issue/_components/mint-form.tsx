'use client'

import { useState } from 'react'
import type { Event, Tier } from '#core/api/event.ts'
import { useWalletInput, WalletField } from '#organizer/_office/wallet-field.tsx'
import { useOrganizerWords } from '#organizer/_words/use-words.ts'
import { callEvent } from '#ui/wallet/contract-call.ts'
import { SendAction } from '#ui/wallet/send-action.tsx'
import { CountField, parseCount } from './count-field.tsx'

/** What one transaction mints within its gas on any chain; more take several. */
const MOST_AT_ONCE = 500

/** Gives tickets to one wallet. */
export function MintForm({ event, tier }: { readonly event: Event; readonly tier: Tier }) {
  const t = useOrganizerWords()
  const to = useWalletInput()
  const [typed, setTyped] = useState('1')
  const most = Math.min(MOST_AT_ONCE, tier.supply - tier.sold)
  const count = parseCount(typed, most)
  return (
    <div className="max-w-md space-y-4">
      <WalletField label={t('issue.wallet')} input={to} />
      <CountField label={t('issue.count')} value={typed} most={most} onChange={setTyped} />
      <SendAction
        eventId={event.eventId}
        makeCall={() => {
          const wallet = to.check()
          return wallet && count !== undefined
            ? callEvent(event, 'mint', [tier.tierId, wallet, BigInt(count)])
            : undefined
        }}
        onDone={to.clear}
      >
        {t('issue.mintNow')}
      </SendAction>
    </div>
  )
}
