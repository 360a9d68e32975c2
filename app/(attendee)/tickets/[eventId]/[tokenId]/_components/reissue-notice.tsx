'use client'

import { useConnection } from 'wagmi'
import { useAttendeeWords } from '#attendee/_words/use-words.ts'
import { isSameAddress } from '#core/address.ts'
import type { Event } from '#core/api/event.ts'
import type { Ticket } from '#core/api/ticket.ts'
import { Button } from '#ui/button.tsx'
import { Notice } from '#ui/notice.tsx'
import { Address } from '#ui/wallet/address.tsx'
import { callEvent } from '#ui/wallet/contract-call.ts'
import { SendingView } from '#ui/wallet/sending-view.tsx'
import { useSending } from '#ui/wallet/use-sending.ts'
import { useFormat } from '#ui/words/use-format.ts'

type ReissueNoticeProps = { readonly event: Event; readonly ticket: Ticket }

/** That the organizer is about to move a ticket to another wallet, and the holder's way to refuse. */
export function ReissueNotice({ event, ticket }: ReissueNoticeProps) {
  const t = useAttendeeWords()
  const format = useFormat()
  const { address } = useConnection()
  const { runCall, sending, isUnderWay } = useSending()
  const { reissue } = ticket
  if (!reissue) {
    return sending.step === 'done' ? (
      <Notice tone="good" title={t('reissue.refused')} className="mb-6">
        {t('reissue.refusedText')}
      </Notice>
    ) : null
  }
  const isHolder = isSameAddress(address, ticket.holder)
  const refuse = () => runCall(event.eventId, callEvent(event, 'dropReissue', [BigInt(ticket.tokenId)]))
  return (
    <Notice
      tone="warn"
      title={t('reissue.title')}
      className="mb-6"
      actions={
        isHolder && (
          <Button look="secondary" isBusy={isUnderWay} onClick={refuse}>
            {t('reissue.refuse')}
          </Button>
        )
      }
    >
      <p suppressHydrationWarning>
        {t.nodes('reissue.text', {
          wallet: <Address value={reissue.to} className="font-medium" />,
          moment: format.moment(reissue.effectiveAt, event.timeZone),
        })}
      </p>
      <p className="mt-1">{t(isHolder ? 'reissue.yours' : 'reissue.others')}</p>
      <div className="mt-3 empty:hidden">
        <SendingView sending={sending} />
      </div>
    </Notice>
  )
}
