'use client'

import { Gift, Ticket } from 'lucide-react'
import Link from 'next/link'
import type { Address } from 'viem'
import { useConnection } from 'wagmi'
import { useAttendeeWords } from '#attendee/_words/use-words.ts'
import type { Event } from '#core/api/event.ts'
import { parseVoucherLink, type VoucherGift } from '#core/voucher-link.ts'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { idOf } from '#ui/event/id-of.ts'
import { Notice } from '#ui/notice.tsx'
import { Steps } from '#ui/steps.tsx'
import { useNow } from '#ui/time/use-now.ts'
import { useFragment } from '#ui/use-fragment.ts'
import { SendingView } from '#ui/wallet/sending-view.tsx'
import { WalletChoices } from '#ui/wallet/wallet-choices.tsx'
import { ClaimTrouble, mayBringItself } from './claim-trouble.tsx'
import { useClaim } from './use-claim.ts'

/** The tickets in the link with which this page was opened, if there are any. The link's end never leaves the browser. */
export function ClaimGift({ event }: { readonly event: Event }) {
  const t = useAttendeeWords()
  const fragment = useFragment()
  const parsed = fragment === '' ? undefined : parseVoucherLink(new URL(fragment, location.href).href)
  if (!parsed || ('fault' in parsed && parsed.fault === 'absent')) return null
  if ('fault' in parsed) {
    return (
      <Notice tone="bad" title={t('claim.damaged')} className="mb-6">
        {t('claim.damagedText')}
      </Notice>
    )
  }
  return <Offer event={event} gift={parsed.gift} />
}

function Offer({ event, gift }: { readonly event: Event; readonly gift: VoucherGift }) {
  const t = useAttendeeWords()
  const now = useNow()
  const { address } = useConnection()
  const { claim, isClaiming, error, isLoading, claimed, ...own } = useClaim(idOf(event), gift)
  const { tierId, count, expiresAt, recipient } = gift.voucher
  const tier = event.tiers.find((each) => each.tierId === tierId)
  // a voucher without a key of its own is for one wallet, whoever brings it
  const to: Address | undefined = gift.privateKey ? address : recipient
  const isExpired = !(now < Number(expiresAt) * 1000)

  return (
    <Card className="mb-8 border-accent-ink">
      <h2 className="flex items-center gap-3 text-xl font-semibold tracking-tight">
        <Gift aria-hidden="true" className="size-6 text-accent-ink" />
        {t('claim.title', { count, tier: tier?.name ?? t('ticket.tier', { tier: tierId }) })}
      </h2>
      <div className="mt-3 space-y-4">
        {claimed?.tickets ? (
          <>
            <p className="text-ink-soft">{t('claim.done')}</p>
            <Button asChild>
              <Link href={`/tickets/${event.eventId}/${claimed.tickets.firstTokenId}`}>
                <Ticket aria-hidden="true" className="size-5" /> {t('buy.open')}
              </Link>
            </Button>
          </>
        ) : claimed?.status === 'pending' || claimed?.status === 'mined' ? (
          <Steps
            labels={[t('claim.sent'), t('claim.inBlock'), t('claim.known')]}
            now={claimed.status === 'pending' ? 1 : 2}
          />
        ) : isExpired || claimed?.status === 'revoked' ? (
          <ClaimTrouble reason={claimed?.status === 'revoked' ? 'revoked' : 'expired'} />
        ) : (
          <>
            <p className="text-ink-soft">{t('claim.lead')}</p>
            {claimed && <ClaimTrouble reason={claimed.status} />}
            {error && <ClaimTrouble error={error} />}
            <SendingView sending={own.sending} />
            {!to ? (
              <WalletChoices />
            ) : !claimed && !own.isSending ? (
              <Button isBusy={isClaiming || isLoading} onClick={() => claim(to)}>
                {t('claim.take')}
              </Button>
            ) : null}
            {to && (claimed || mayBringItself(error)) && (
              <OwnCoin isBusy={own.isSending} onTake={() => own.claimWithOwnCoin(to)} />
            )}
          </>
        )}
      </div>
    </Card>
  )
}

/** The way that is left where nobody pays the fee for the guest. */
function OwnCoin({ isBusy, onTake }: { readonly isBusy: boolean; readonly onTake: () => void }) {
  const t = useAttendeeWords()
  const { address } = useConnection()
  if (!address) return <WalletChoices />
  return (
    <div className="space-y-2">
      <p className="text-ink-soft">{t('claim.ownText')}</p>
      <Button look="secondary" isBusy={isBusy} onClick={onTake}>
        {t('claim.own')}
      </Button>
    </div>
  )
}
