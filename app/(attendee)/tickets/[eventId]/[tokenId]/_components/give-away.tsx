'use client'

import { type FormEvent, useState } from 'react'
import { type Address as AddressValue, isAddress } from 'viem'
import { useConnection } from 'wagmi'
import { useAttendeeWords } from '#attendee/_words/use-words.ts'
import type { Event } from '#core/api/event.ts'
import type { Ticket } from '#core/api/ticket.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { TextField } from '#ui/field.tsx'
import { Notice } from '#ui/notice.tsx'
import { Address } from '#ui/wallet/address.tsx'
import { callEvent } from '#ui/wallet/contract-call.ts'
import { SendingView } from '#ui/wallet/sending-view.tsx'
import { useSending } from '#ui/wallet/use-sending.ts'

type GiveAwayProps = { readonly event: Event; readonly ticket: Ticket; readonly onClose: () => void }

/** Hands a ticket to another wallet. */
export function GiveAway({ event, ticket, onClose }: GiveAwayProps) {
  const t = useAttendeeWords()
  const { address } = useConnection()
  const [to, setTo] = useState('')
  const [hasTried, setTried] = useState(false)
  const { runCall, sending, isUnderWay } = useSending()
  const isGiven = sending.step === 'done'
  const isFit = isAddress(to, { strict: false }) && to.toLowerCase() !== address?.toLowerCase()

  const submit = (submitted: FormEvent) => {
    submitted.preventDefault()
    setTried(true)
    if (!address || !isFit) return
    runCall(
      event.eventId,
      callEvent(event, 'safeTransferFrom', [address, to as AddressValue, BigInt(ticket.tokenId)]),
    )
  }
  return (
    <Dialog title={t('give.title')} lead={t('give.lead')} onClose={onClose}>
      {isGiven ? (
        <Notice tone="good" title={t('give.done')}>
          {t.nodes('give.doneText', { wallet: <Address value={to} className="font-medium" /> })}
        </Notice>
      ) : (
        <form onSubmit={submit} className="space-y-4">
          <TextField
            label={t('give.to')}
            hint={t('give.hint')}
            value={to}
            readOnly={isUnderWay}
            onChange={(change) => setTo(change.target.value.trim())}
            error={hasTried && !isFit ? t('give.wrong') : undefined}
            placeholder="0x…"
            autoComplete="off"
            spellCheck={false}
            className="font-mono"
          />
          <SendingView sending={sending} />
          <Button type="submit" size="large" className="w-full" isBusy={isUnderWay}>
            {t('act.give')}
          </Button>
        </form>
      )}
    </Dialog>
  )
}
