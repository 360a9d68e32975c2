'use client'

import { useQuery } from '@tanstack/react-query'
import { Ban, CircleCheck, CircleDashed, Hourglass } from 'lucide-react'
import type { Event } from '#core/api/event.ts'
import type { SignedVouchers } from '#core/api/signed-voucher.ts'
import { displayVoucherId } from '#core/voucher.ts'
import { Pager, usePages } from '#organizer/_office/pager.tsx'
import { vouchersQuery } from '#organizer/_office/queries.ts'
import { useOrganizerWords } from '#organizer/_words/use-words.ts'
import { Loaded } from '#ui/api/loaded.tsx'
import { Card } from '#ui/card.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import { Tag } from '#ui/tag.tsx'
import { Address } from '#ui/wallet/address.tsx'
import { callEvent } from '#ui/wallet/contract-call.ts'
import { SendAction } from '#ui/wallet/send-action.tsx'
import { useFormat } from '#ui/words/use-format.ts'

type SignedVoucher = SignedVouchers['vouchers'][number]

const FACES = {
  open: { tone: 'info', Icon: CircleDashed },
  used: { tone: 'good', Icon: CircleCheck },
  revoked: { tone: 'bad', Icon: Ban },
  expired: { tone: 'plain', Icon: Hourglass },
} as const

/** The vouchers that were signed for an event here, what became of each, and a way to take back those still open. */
export function VoucherList({ event }: { readonly event: Event }) {
  const t = useOrganizerWords()
  const pages = usePages()
  const query = useQuery(vouchersQuery(event.eventId, pages.after))
  return (
    <Card className="print:hidden" title={t('voucher.listTitle')} text={t('voucher.listText')}>
      <Loaded query={query} loading={<Skeleton label={t('voucher.listLoading')} />} missing={null}>
        {({ vouchers, next }) => (
          <>
            {vouchers.length === 0 && <p className="mt-3">{t('voucher.listNone')}</p>}
            <ul className="mt-2 divide-y divide-line">
              {vouchers.map((voucher) => (
                <li key={voucher.voucherId} className="space-y-2 py-3">
                  <Row event={event} voucher={voucher} />
                </li>
              ))}
            </ul>
            <Pager pages={pages} next={next} isLoading={query.isPlaceholderData} />
          </>
        )}
      </Loaded>
    </Card>
  )
}

function Row({ event, voucher }: { readonly event: Event; readonly voucher: SignedVoucher }) {
  const t = useOrganizerWords()
  const format = useFormat()
  const id = displayVoucherId(voucher.voucherId)
  const { tone, Icon } = FACES[voucher.state]
  const tier = event.tiers.find(({ tierId }) => tierId === voucher.tierId)?.name ?? ''
  const moment = format.moment(voucher.expiresAt * 1000, event.timeZone)
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <div className="min-w-0">
          <p className="font-medium">
            <code className="font-mono">{id}</code> · {tier}
          </p>
          <p className="text-sm text-ink-soft">{t('voucher.tickets', { count: voucher.count, moment })}</p>
          {voucher.usedBy && (
            <p className="text-sm text-ink-soft">
              {t.nodes('voucher.usedBy', { wallet: <Address value={voucher.usedBy} /> })}
            </p>
          )}
        </div>
        <Tag tone={tone} Icon={Icon}>
          {t(`voucher.state_${voucher.state}`)}
        </Tag>
      </div>
      {voucher.state === 'open' && (
        <SendAction
          eventId={event.eventId}
          look="secondary"
          makeCall={() => callEvent(event, 'revokeVoucher', [voucher.voucherId])}
        >
          {t('voucher.revoke', { id })}
        </SendAction>
      )}
    </>
  )
}
