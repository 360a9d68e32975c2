'use client'

import { useConnection } from 'wagmi'
import { isSameAddress } from '#core/address.ts'
import { useOrganizerWords } from '#organizer/_words/use-words.ts'
import { Card } from '#ui/card.tsx'
import { callEvent } from '#ui/wallet/contract-call.ts'
import { SendAction } from '#ui/wallet/send-action.tsx'
import { useOfferedTo } from './use-offered-to.ts'

/** The second step of a hand-over, for the wallet that an event was offered to; nothing for every other. */
export function TakeOver({ event }: { readonly event: { readonly eventId: string } }) {
  const t = useOrganizerWords()
  const { address } = useConnection()
  const offeredTo = useOfferedTo(event)
  if (!isSameAddress(address, offeredTo)) return null
  return (
    <Card className="mb-6 space-y-3" title={t('handOver.offered')} text={t('handOver.offeredText')}>
      <SendAction eventId={event.eventId} makeCall={() => callEvent(event, 'acceptOwnership', [])}>
        {t('handOver.accept')}
      </SendAction>
    </Card>
  )
}
