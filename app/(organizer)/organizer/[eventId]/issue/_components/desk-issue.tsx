'use client'

import { useState } from 'react'
import type { Event, Tier } from '#core/api/event.ts'
import { Desk } from '#organizer/_office/desk.tsx'
import { RoleOnly } from '#organizer/_office/role-only.tsx'
import { useOrganizerWords } from '#organizer/_words/use-words.ts'
import { Card } from '#ui/card.tsx'
import { SelectField } from '#ui/field.tsx'
import { Notice } from '#ui/notice.tsx'
import { Segmented } from '#ui/segmented.tsx'
import { AirdropForm } from './airdrop-form.tsx'
import { MintForm } from './mint-form.tsx'
import { VoucherForm } from './voucher-form.tsx'
import { VoucherList } from './voucher-list.tsx'

const WAYS = ['mint', 'airdrop', 'vouchers'] as const
type Way = (typeof WAYS)[number]

/** Gives out tickets of an event: to one wallet, to a list, or as links. */
export function DeskIssue({ eventId }: { readonly eventId: string }) {
  return (
    <Desk eventId={eventId} needs="canIssue">
      {(event) => <Issue event={event} />}
    </Desk>
  )
}

function Issue({ event }: { readonly event: Event }) {
  const t = useOrganizerWords()
  const [way, setWay] = useState<Way>('mint')
  const [tierId, setTierId] = useState(event.tiers[0]?.tierId)
  const tier = event.tiers.find((each) => each.tierId === tierId)
  if (event.status !== 'selling' || !tier) {
    return <Notice title={t('issue.over')}>{t('issue.overText')}</Notice>
  }
  return (
    <RoleOnly event={event} may="minter">
      <div className="space-y-5">
        <div className="print:hidden">
          <Segmented
            label={t('issue.how')}
            value={way}
            onChange={setWay}
            options={WAYS.map((value) => ({ value, label: t(`issue.${value}`) }))}
          />
        </div>
        <Card className="space-y-4">
          <div className="max-w-md print:hidden">
            <SelectField
              label={t('issue.tier')}
              value={tier.tierId}
              onChange={({ target }) => setTierId(Number(target.value))}
            >
              {event.tiers.map((each) => (
                <option key={each.tierId} value={each.tierId}>
                  {t('issue.left', { name: each.name, count: each.supply - each.sold })}
                </option>
              ))}
            </SelectField>
          </div>
          <Form key={`${way} ${tier.tierId}`} way={way} event={event} tier={tier} />
        </Card>
        {way === 'vouchers' && <VoucherList event={event} />}
      </div>
    </RoleOnly>
  )
}

function Form({ way, event, tier }: { readonly way: Way; readonly event: Event; readonly tier: Tier }) {
  if (way === 'mint') return <MintForm event={event} tier={tier} />
  if (way === 'airdrop') return <AirdropForm event={event} tier={tier} />
  return <VoucherForm event={event} tier={tier} />
}
