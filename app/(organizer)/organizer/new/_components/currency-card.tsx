'use client'

import type { EventDraft } from '#core/event-draft/draft.ts'
import { useOrganizerWords } from '#organizer/_words/use-words.ts'
import { Card } from '#ui/card.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { SelectField, TextField } from '#ui/field.tsx'
import { Notice } from '#ui/notice.tsx'
import type { DraftPricing } from './use-pricing.ts'

type CurrencyCardProps = {
  readonly draft: EventDraft
  readonly pricing: DraftPricing
  /** what is wrong with the address, once the sheet was tried */
  readonly fault: string | undefined
  readonly set: (change: Partial<EventDraft>) => void
}

/** Chooses what an event is paid in: the chain's own coin, or a token, which is asked what it is. */
export function CurrencyCard({ draft, pricing, fault, set }: CurrencyCardProps) {
  const t = useOrganizerWords()
  const { native, coin, refusal, isAsking, error } = pricing
  return (
    <Card className="space-y-4" title={t('currency.title')}>
      <SelectField
        label={t('currency.paidIn')}
        hint={t('currency.hint')}
        value={draft.paidIn}
        onChange={({ target }) => set({ paidIn: target.value === 'token' ? 'token' : 'native' })}
      >
        <option value="native">{t('currency.native', { coin: native.symbol })}</option>
        <option value="token">{t('currency.token')}</option>
      </SelectField>
      {draft.paidIn === 'token' && (
        <>
          <TextField
            name="currency"
            label={t('currency.address')}
            value={draft.currency}
            error={refusal ? t(`currency.${refusal}`) : fault}
            placeholder="0x…"
            autoComplete="off"
            spellCheck={false}
            className="font-mono"
            onChange={({ target }) => set({ currency: target.value.trim() })}
          />
          {isAsking && <p role="status">{t('currency.asking')}</p>}
          {error !== undefined && <ErrorNotice error={error} />}
          {coin && (
            <p role="status" className="font-medium">
              {t('currency.found', { symbol: coin.symbol, decimals: coin.decimals })}
            </p>
          )}
          <Notice tone="warn" title={t('currency.warning')}>
            {t('currency.warningText')}
          </Notice>
        </>
      )}
    </Card>
  )
}
