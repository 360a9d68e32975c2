'use client'

import { useState } from 'react'
import { zeroAddress } from 'viem'
import type { Event } from '#core/api/event.ts'
import { useOfferedTo } from '#organizer/_office/use-offered-to.ts'
import { useWalletInput, WalletField } from '#organizer/_office/wallet-field.tsx'
import { useOrganizerWords } from '#organizer/_words/use-words.ts'
import { Card } from '#ui/card.tsx'
import { CheckField } from '#ui/field.tsx'
import { Notice } from '#ui/notice.tsx'
import { Address } from '#ui/wallet/address.tsx'
import { callEvent } from '#ui/wallet/contract-call.ts'
import { SendAction } from '#ui/wallet/send-action.tsx'

/** Offers an event to another wallet, which has to accept it; or takes the offer back. */
export function HandOver({ event }: { readonly event: Event }) {
  const t = useOrganizerWords()
  const offeredTo = useOfferedTo(event)
  return (
    <Card className="space-y-4" title={t('handOver.title')} text={t('handOver.text')}>
      {offeredTo ? (
        <>
          <Notice title={t('handOver.pending')}>
            {t.nodes('handOver.pendingText', { wallet: <Address value={offeredTo} /> })}
          </Notice>
          <SendAction
            eventId={event.eventId}
            look="secondary"
            makeCall={() => callEvent(event, 'transferOwnership', [zeroAddress])}
          >
            {t('handOver.withdraw')}
          </SendAction>
        </>
      ) : (
        <Offer event={event} />
      )}
    </Card>
  )
}

function Offer({ event }: { readonly event: Event }) {
  const t = useOrganizerWords()
  const to = useWalletInput()
  const [isSure, setSure] = useState(false)
  return (
    <div className="space-y-3">
      <WalletField label={t('handOver.to')} input={to} />
      <CheckField checked={isSure} onChange={setSure}>
        {t('handOver.sure')}
      </CheckField>
      <SendAction
        eventId={event.eventId}
        look="danger"
        disabled={!isSure}
        makeCall={() => {
          const wallet = to.check()
          return wallet && callEvent(event, 'transferOwnership', [wallet])
        }}
      >
        {t('handOver.offer')}
      </SendAction>
    </div>
  )
}
