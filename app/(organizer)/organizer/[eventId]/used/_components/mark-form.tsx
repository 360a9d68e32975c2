'use client'

import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { Event } from '#core/api/event.ts'
import { parseTicketNumbers } from '#core/ticket-numbers.ts'
import { displayTokenId } from '#core/token-id.ts'
import { BadRows } from '#organizer/_office/bad-rows.tsx'
import { useOrganizerWords } from '#organizer/_words/use-words.ts'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { TextArea } from '#ui/field.tsx'
import { callEvent } from '#ui/wallet/contract-call.ts'
import { SendingView } from '#ui/wallet/sending-view.tsx'
import { useSending } from '#ui/wallet/use-sending.ts'
import { findEntered } from './find-entered.ts'

/** What one transaction marks, and one question to the contract before it, within their gas. */
const MOST_AT_ONCE = 250

type MarkFormProps = {
  readonly event: Event
  /** may ask the registry who has entered */
  readonly canManage: boolean
}

/** Takes tickets and has the wallet mark them, in as many transactions as it takes. */
export function MarkForm({ event, canManage }: MarkFormProps) {
  const t = useOrganizerWords()
  const { run, reset, sending, isUnderWay } = useSending()
  const [text, setText] = useState('')
  const { tokenIds, problems } = parseTicketNumbers(text)
  const change = (next: string) => {
    setText(next)
    reset()
  }
  const entered = useMutation({
    mutationFn: () => findEntered(event.eventId),
    onSuccess: (found) => change(found.map(displayTokenId).join('\n')),
  })
  const mark = () =>
    run(async ({ sendCall, waitForMirror }) => {
      let block = 0n
      for (let at = 0; at < tokenIds.length; at += MOST_AT_ONCE) {
        const some = tokenIds.slice(at, at + MOST_AT_ONCE)
        block = (await sendCall(callEvent(event, 'markUsed', [some]))).blockNumber
      }
      await waitForMirror(event.eventId, block)
    })
  return (
    <Card className="space-y-4" title={t('used.title')} text={t('used.text')}>
      <TextArea
        label={t('used.list')}
        hint={t('used.listHint')}
        rows={8}
        spellCheck={false}
        value={text}
        disabled={isUnderWay}
        onChange={({ target }) => change(target.value)}
      />
      {entered.error && <ErrorNotice error={entered.error} />}
      {entered.data?.length === 0 && text === '' && <p role="status">{t('used.nobody')}</p>}
      {problems.length > 0 && <BadRows problems={problems} faultOf={() => t('used.noTicket')} />}
      <SendingView sending={sending} />
      <div className="flex flex-wrap gap-3">
        <Button isBusy={isUnderWay} disabled={tokenIds.length === 0 || problems.length > 0} onClick={mark}>
          {t('used.mark', { count: tokenIds.length })}
        </Button>
        {canManage && (
          <Button
            look="secondary"
            isBusy={entered.isPending}
            disabled={isUnderWay}
            onClick={() => entered.mutate()}
          >
            {t('used.entered')}
          </Button>
        )}
      </div>
    </Card>
  )
}
