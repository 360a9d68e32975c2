import type { UnixMs } from './time.ts'

/** Why a scan is refused: the closed set, in the order in which the stages ask. */
export const REASONS = [
  'invalid',
  'wrong_event',
  'pass_expired',
  'pass_from_future',
  'gate_code_wrong',
  'pass_key_unknown',
  'pass_key_expired',
  'revoked',
  'mirror_stale',
  'ticket_unknown',
  'canceled',
  'blocked',
  'unpaid',
  'not_owner',
  'product',
  'invalid_time',
  'rules',
  'already_redeemed',
  'checkout_required',
  'not_inside',
  'pass_replayed',
] as const

export type Reason = (typeof REASONS)[number]

/** Which stage of the decision gives a reason. */
export type Stage = 'text' | 'key' | 'ticket'

/** An admission as a later refusal names it. */
export type Entry = {
  readonly at: UnixMs
  readonly gateId: string
  readonly deviceId: string
}

type Nothing = Readonly<Record<never, never>>

/** What each reason comes with, for the steward's sentence and for those who ask why. All of it fits JSON. */
export type ReasonDetails = {
  /** `text`: no pass can be read; the other two: which signature, or what the wallet signed, is no good. */
  readonly invalid: { readonly part: 'text' | 'pass' | 'authorisation' }
  readonly wrong_event: Nothing
  readonly pass_expired: { readonly ageSeconds: number }
  readonly pass_from_future: { readonly aheadSeconds: number }
  /** Whether the scan asked for a code. */
  readonly gate_code_wrong: { readonly isAsked: boolean }
  readonly pass_key_unknown: Nothing
  readonly pass_key_expired: { readonly expiredAt: UnixMs }
  readonly revoked: Nothing
  /** Since a node last confirmed the facts; null: none ever did. */
  readonly mirror_stale: { readonly ageSeconds: number | null }
  /** null: not known to the key stage, which looks for the owner of a full pass. */
  readonly ticket_unknown: { readonly block: number | null }
  readonly canceled: { readonly what: 'event' | 'void' | 'refunded' }
  readonly blocked: Nothing
  readonly unpaid: { readonly waitSeconds: number }
  readonly not_owner: { readonly block: number }
  readonly product: { readonly tierId: number }
  readonly invalid_time:
    | { readonly when: 'before'; readonly opensAt: UnixMs; readonly waitSeconds: number }
    | { readonly when: 'after'; readonly closedAt: UnixMs }
  /** The rule in words for the steward. */
  readonly rules: { readonly rule: string }
  /** The admission that holds the place. */
  readonly already_redeemed: { readonly first: Entry }
  readonly checkout_required: { readonly first: Entry }
  readonly not_inside: Nothing
  readonly pass_replayed: Nothing
}

/** A reason with its details. */
export type Refusal = { [R in Reason]: { readonly reason: R; readonly details: ReasonDetails[R] } }[Reason]

const STAGES: Readonly<Record<Reason, Stage>> = {
  invalid: 'text',
  wrong_event: 'text',
  pass_expired: 'text',
  pass_from_future: 'text',
  gate_code_wrong: 'text',
  pass_key_unknown: 'key',
  pass_key_expired: 'key',
  revoked: 'key',
  mirror_stale: 'ticket',
  ticket_unknown: 'ticket',
  canceled: 'ticket',
  blocked: 'ticket',
  unpaid: 'ticket',
  not_owner: 'ticket',
  product: 'ticket',
  invalid_time: 'ticket',
  rules: 'ticket',
  already_redeemed: 'ticket',
  checkout_required: 'ticket',
  not_inside: 'ticket',
  pass_replayed: 'ticket',
}

/** The stage that refused. `invalid` is said by two: by `text` of what cannot be read, by `key` of a signature. */
export function stageOf(refusal: Refusal): Stage {
  if (refusal.reason === 'invalid' && refusal.details.part !== 'text') return 'key'
  return STAGES[refusal.reason]
}

/** A refusal, checked so that the details are those of the reason. */
export function refuse<R extends Reason>(
  reason: R,
  details: ReasonDetails[R],
): Extract<Refusal, { reason: R }> {
  return { reason, details } as Extract<Refusal, { reason: R }>
}
