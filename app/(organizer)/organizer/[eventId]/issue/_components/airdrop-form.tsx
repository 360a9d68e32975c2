'use client'

import { useDeferredValue, useMemo, useState } from 'react'
import type { Event, Tier } from '#core/api/event.ts'
import { splitAirdrop } from '#core/chain/airdrop.ts'
import { parseRecipients, type RecipientProblem } from '#core/chain/recipients.ts'
import { BadRows } from '#organizer/_office/bad-rows.tsx'
import { useOrganizerWords } from '#organizer/_words/use-words.ts'
import { Button } from '#ui/button.tsx'
import { TextArea, TextField } from '#ui/field.tsx'
import { FilePicker } from '#ui/file-picker.tsx'
import { Notice } from '#ui/notice.tsx'
import { SendingView } from '#ui/wallet/sending-view.tsx'
import { forgetAirdrop, keepAirdrop, readAirdrop } from './airdrop-store.ts'
import { useAirdrop } from './use-airdrop.ts'

/** Gives one ticket to each wallet of a list, however long it is and whatever fails in the middle. */
export function AirdropForm({ event, tier }: { readonly event: Event; readonly tier: Tier }) {
  const t = useOrganizerWords()
  const [list, setList] = useState(
    () => readAirdrop(event.eventId, tier.tierId) ?? { name: nameOfToday(), text: '' },
  )
  const text = useDeferredValue(list.text)
  const { recipients, problems } = useMemo(() => parseRecipients(text), [text])
  const name = list.name.trim()
  const airdrop = { name, tierId: tier.tierId, recipients }
  const { send, reset, sending, isUnderWay, progress } = useAirdrop(event, airdrop)
  const change = (changed: Partial<typeof list>) => {
    const next = { ...list, ...changed }
    setList(next)
    keepAirdrop(event.eventId, tier.tierId, next)
    reset()
  }
  const countOf = (chunks: readonly { readonly recipients: readonly unknown[] }[] = []) =>
    chunks.reduce((sum, chunk) => sum + chunk.recipients.length, 0)
  const done = countOf(progress?.done)
  const missing = progress ? countOf(progress.missing) : recipients.length
  const left = tier.supply - tier.sold
  const isChanged = (progress?.changed.length ?? 0) > 0
  const isComplete = recipients.length > 0 && problems.length === 0 && !isChanged && missing === 0
  const isReady = recipients.length > 0 && problems.length === 0 && name !== '' && !isChanged
  const faultOf = ({ fault, firstRow = 0 }: RecipientProblem) =>
    fault === 'listed_before' ? t('issue.row_listed_before', { first: firstRow }) : t(`issue.row_${fault}`)
  return (
    <div className="space-y-4">
      <div className="max-w-md">
        <TextField
          label={t('issue.name')}
          hint={t('issue.nameHint')}
          value={list.name}
          disabled={isUnderWay}
          onChange={({ target }) => change({ name: target.value })}
        />
      </div>
      <TextArea
        label={t('issue.list')}
        hint={t('issue.listHint')}
        rows={8}
        spellCheck={false}
        value={list.text}
        disabled={isUnderWay}
        onChange={({ target }) => change({ text: target.value })}
      />
      <FilePicker
        accept=".csv,.txt,text/csv,text/plain"
        label={t('issue.file')}
        onFile={async (file) => change({ text: await file.text() })}
      >
        {(open) => (
          <Button look="secondary" disabled={isUnderWay} onClick={open}>
            {t('issue.file')}
          </Button>
        )}
      </FilePicker>
      {recipients.length > 0 && <p role="status">{t('issue.read', { count: recipients.length })}</p>}
      {problems.length > 0 && (
        <BadRows
          problems={problems}
          faultOf={faultOf}
          onLeaveOut={() => change({ text: recipients.join('\n') })}
        />
      )}
      {isChanged && (
        <Notice tone="bad" title={t('issue.changed')}>
          {t('issue.changedText')}
        </Notice>
      )}
      {done > 0 && !isComplete && (
        <div>
          <p role="status" className="font-medium">
            {t('issue.arrived', { done, total: recipients.length })}
          </p>
          <progress
            value={done}
            max={recipients.length}
            aria-label={t('issue.arrived', { done, total: recipients.length })}
            className="mt-1 h-2 w-full overflow-hidden rounded-full [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-sunken [&::-webkit-progress-value]:bg-accent"
          />
        </div>
      )}
      {sending.step !== 'done' && <SendingView sending={sending} />}
      {isComplete && !isUnderWay ? (
        <Notice
          tone="good"
          title={t('issue.allArrived', { total: recipients.length })}
          actions={
            <Button
              look="secondary"
              onClick={() => {
                forgetAirdrop(event.eventId, tier.tierId)
                setList({ name: nameOfToday(), text: '' })
                reset()
              }}
            >
              {t('issue.newList')}
            </Button>
          }
        />
      ) : (
        sendButton()
      )}
    </div>
  )

  function sendButton() {
    if (!isReady) return null
    if (missing > left && !isUnderWay) return <Notice tone="warn" title={t('issue.noPlaces', { left })} />
    const transactions = progress ? progress.missing.length : splitAirdrop(airdrop).length
    return (
      <Button isBusy={isUnderWay} disabled={progress === undefined} onClick={send}>
        {done > 0 ? t('issue.goOn') : t('issue.send', { count: transactions })}
      </Button>
    )
  }
}

/** A name that another list is unlikely to have; its owner may write a better one. */
function nameOfToday(): string {
  return new Date().toISOString().slice(0, 16)
}
