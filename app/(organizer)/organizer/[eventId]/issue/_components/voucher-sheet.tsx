'use client'

import { Copy, Download, Printer } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { Event, Tier } from '#core/api/event.ts'
import { formatCsvRow } from '#core/csv.ts'
import { displayVoucherId } from '#core/voucher.ts'
import { parseVoucherLink, type VoucherGift } from '#core/voucher-link.ts'
import { saveFile } from '#organizer/_office/download.ts'
import { useOrganizerWords } from '#organizer/_words/use-words.ts'
import { Button } from '#ui/button.tsx'
import { titleOf } from '#ui/event/title-of.ts'
import { Notice } from '#ui/notice.tsx'
import { QrCode } from '#ui/qr-code.tsx'
import { useFormat } from '#ui/words/use-format.ts'

/** On paper there are the codes and nothing else. */
const PAPER = '@media print { header, nav { display: none !important } }'

type VoucherSheetProps = {
  readonly event: Event
  readonly tier: Tier
  readonly links: readonly string[]
}

/** Links to hand out: to copy, to keep as a file, and as a sheet to print and cut. */
export function VoucherSheet({ event, tier, links }: VoucherSheetProps) {
  const t = useOrganizerWords()
  const [isCopied, setCopied] = useState(false)
  // each takes work on the curve, for the address of the link's key
  const slips = useMemo(() => links.map((link) => ({ link, voucher: voucherIn(link) })), [links])
  const copy = async () => {
    await navigator.clipboard.writeText(links.join('\n'))
    setCopied(true)
  }
  const keep = () => {
    const rows = slips.map(({ link, voucher }, index) => formatCsvRow([index + 1, idOf(voucher), link]))
    saveFile(
      new Blob([formatCsvRow(['number', 'id', 'link']), ...rows], { type: 'text/csv' }),
      'vouchers.csv',
    )
  }
  return (
    <>
      <style>{PAPER}</style>
      <div className="space-y-4 print:hidden">
        <Notice tone="warn" title={t('voucher.ready', { count: links.length })}>
          {t('voucher.readyText')}
        </Notice>
        <div className="flex flex-wrap gap-3">
          <Button look="secondary" onClick={() => void copy()}>
            <Copy aria-hidden="true" className="size-5" />{' '}
            {isCopied ? t('voucher.copied') : t('voucher.copy')}
          </Button>
          <Button look="secondary" onClick={keep}>
            <Download aria-hidden="true" className="size-5" /> {t('voucher.file')}
          </Button>
          <Button look="secondary" onClick={() => window.print()}>
            <Printer aria-hidden="true" className="size-5" /> {t('voucher.print')}
          </Button>
        </div>
      </div>
      <ul className="grid gap-4 sm:grid-cols-2 print:grid-cols-2">
        {slips.map(({ link, voucher }, index) => (
          <li key={link} className="flex break-inside-avoid gap-4 rounded-card border border-line p-4">
            <QrCode
              text={link}
              mode="any"
              label={t('voucher.code', { number: index + 1 })}
              className="size-40 shrink-0"
            />
            <div className="min-w-0">
              <p className="font-semibold">
                {t('voucher.sheet', { event: titleOf(event), tier: tier.name })}
              </p>
              {voucher && <What event={event} voucher={voucher} />}
              <p className="mt-2 text-sm text-ink-soft">{t('voucher.scan')}</p>
              <p className="font-mono text-sm text-ink-soft">{idOf(voucher)}</p>
              <a
                href={link}
                className="inline-block py-1 text-accent-ink underline underline-offset-4 print:hidden"
              >
                {t('voucher.link', { number: index + 1 })}
              </a>
            </div>
          </li>
        ))}
      </ul>
    </>
  )
}

type Voucher = VoucherGift['voucher']

function voucherIn(link: string): Voucher | undefined {
  const parsed = parseVoucherLink(link)
  return 'gift' in parsed ? parsed.gift.voucher : undefined
}

/** By which the list of vouchers names a link. */
function idOf(voucher: Voucher | undefined): string {
  return voucher ? displayVoucherId(voucher.voucherId) : ''
}

/** What a link itself says that it gives. */
function What({ event, voucher }: { readonly event: Event; readonly voucher: Voucher }) {
  const t = useOrganizerWords()
  const format = useFormat()
  const { count, expiresAt } = voucher
  return (
    <p>{t('voucher.tickets', { count, moment: format.moment(Number(expiresAt) * 1000, event.timeZone) })}</p>
  )
}
