'use client'

import { useAttendeeWords } from '#attendee/_words/use-words.ts'
import { type VoucherRefusal, voucherRefusals } from '#core/api/voucher.ts'
import { ApiProblem } from '#ui/api/client.ts'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { Notice } from '#ui/notice.tsx'

/** What a guest can make of a refusal; the finer reasons are for the organizer. */
type Trouble = 'relay' | 'recipient' | 'invalid' | 'expired' | 'taken' | 'revoked' | 'sold_out' | 'event_over'

const TROUBLES: Record<VoucherRefusal, Trouble> = {
  relay_off: 'relay',
  relay_has_role: 'relay',
  relay_unfunded: 'relay',
  budget_spent: 'relay',
  fees_too_high: 'relay',
  gas_too_high: 'relay',
  recipient_has_code: 'recipient',
  published_account: 'recipient',
  not_for_recipient: 'recipient',
  unbound: 'invalid',
  claim_signature_wrong: 'invalid',
  voucher_signature_wrong: 'invalid',
  signer_no_minter: 'invalid',
  tier_unknown: 'invalid',
  count_zero: 'invalid',
  refused: 'invalid',
  expired: 'expired',
  claimed: 'taken',
  spent: 'taken',
  claimed_for_another: 'taken',
  revoked: 'revoked',
  sold_out: 'sold_out',
  event_frozen: 'event_over',
  event_ended: 'event_over',
}

type ClaimTroubleProps =
  | { readonly error: Error; readonly reason?: undefined }
  | { readonly error?: undefined; readonly reason: 'failed' | 'revoked' | 'expired' | 'pending' | 'mined' }

/** Whether a wallet that pays for it itself may get what the relay does not bring. */
export function mayBringItself(error: Error | null): boolean {
  const known = error ? refusalOf(error) : undefined
  return known !== undefined && (TROUBLES[known] === 'relay' || known === 'recipient_has_code')
}

/** Why a gift does not come, and what to do. */
export function ClaimTrouble({ error, reason }: ClaimTroubleProps) {
  const t = useAttendeeWords()
  const trouble = error ? troubleOf(error) : reason === 'revoked' || reason === 'expired' ? reason : 'relay'
  if (!trouble) return <ErrorNotice error={error} />
  return (
    <Notice tone="bad" title={t('claim.refused')}>
      {t(`claim.${trouble}`)}
    </Notice>
  )
}

function troubleOf(error: Error): Trouble | undefined {
  const known = refusalOf(error)
  return known && TROUBLES[known]
}

function refusalOf(error: Error): VoucherRefusal | undefined {
  return voucherRefusals.find((each) => error instanceof ApiProblem && error.reason === each)
}
