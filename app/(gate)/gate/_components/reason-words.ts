import type { z } from 'zod'
import type { reason } from '#core/api/scan.ts'

type Reason = z.infer<typeof reason>

/** The one word (or two) that a steward reads at arm's length; the sentence below it comes with the verdict. */
export const REASON_WORDS: Record<Reason, string> = {
  invalid: 'Not a pass',
  wrong_event: 'Other event',
  pass_expired: 'Old code',
  pass_from_future: 'Clock ahead',
  gate_code_wrong: 'Wrong number',
  pass_key_unknown: 'Unknown phone',
  pass_key_expired: 'Phone expired',
  revoked: 'Revoked',
  mirror_stale: 'Cannot tell',
  ticket_unknown: 'Not known',
  canceled: 'Canceled',
  blocked: 'Held back',
  unpaid: 'Wait',
  not_owner: 'Sold on',
  product: 'Wrong entrance',
  invalid_time: 'Not now',
  rules: 'Not allowed',
  already_redeemed: 'Used',
  checkout_required: 'Is inside',
  not_inside: 'Not inside',
  pass_replayed: 'Shown before',
}

/** Reasons that speak of us rather than of the guest: nobody has decided against the ticket. */
export const UNDECIDED_REASONS: readonly Reason[] = ['mirror_stale']
