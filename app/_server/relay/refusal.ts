import { type Address, BaseError, ContractFunctionRevertedError } from 'viem'
import type { ProblemCode } from '#core/api/problem.ts'
import type { VoucherClaimRequest, VoucherRefusal } from '#core/api/voucher.ts'
import { ProblemError, type ProblemOptions } from '../http/problem.ts'

/** Each reason's problem, and the sentence that says what to do. */
const refusals: Record<VoucherRefusal, readonly [ProblemCode, string]> = {
  relay_off: ['not_found', 'This site brings no vouchers to the chain: claim it with a wallet of your own.'],
  relay_has_role: [
    'forbidden',
    'The account that pays has a part in this event: claim with a wallet of your own.',
  ],
  relay_unfunded: [
    'unavailable',
    'The account that pays has run out of coin: try later or with your own wallet.',
  ],
  budget_spent: [
    'rate_limited',
    'Today’s budget is spent: try tomorrow, or claim with a wallet of your own.',
  ],
  fees_too_high: ['unavailable', 'The chain is too dear at the moment: try later or with your own wallet.'],
  gas_too_high: [
    'forbidden',
    'This voucher costs more gas than is paid for here: claim with your own wallet.',
  ],
  recipient_has_code: ['forbidden', 'The recipient is a contract: such a wallet claims by itself.'],
  published_account: ['forbidden', 'Everybody knows the key that has signed.'],
  unbound: ['bad_request', 'A voucher names either a recipient or a key.'],
  not_for_recipient: ['forbidden', 'This voucher is for another wallet.'],
  claim_signature_wrong: [
    'signature_invalid',
    'The claim for this wallet is not signed by the voucher’s key.',
  ],
  voucher_signature_wrong: ['signature_invalid', 'The voucher is not signed by whom it names.'],
  signer_no_minter: [
    'forbidden',
    'Who signed this voucher may not issue tickets of this event, or no longer.',
  ],
  expired: ['conflict', 'This voucher has expired.'],
  claimed: ['conflict', 'This voucher was claimed already.'],
  revoked: ['conflict', 'This voucher was taken back.'],
  spent: ['conflict', 'This voucher was claimed already, or taken back.'],
  claimed_for_another: ['conflict', 'This voucher is being claimed for another wallet.'],
  tier_unknown: ['bad_request', 'The event has no such tier.'],
  count_zero: ['bad_request', 'This voucher is for no ticket.'],
  sold_out: ['conflict', 'The tier has fewer places left than this voucher promises.'],
  event_frozen: ['conflict', 'The event is canceled, settled or refunding: no ticket is issued any more.'],
  event_ended: ['conflict', 'The event is over.'],
  refused: ['conflict', 'The event’s contract refuses this claim.'],
}

/** A voucher that the relay does not bring. Expected; thrown because a route answers it as a problem. */
export class VoucherRefused extends ProblemError {
  readonly refusal: VoucherRefusal

  constructor(refusal: VoucherRefusal, options: ProblemOptions = {}) {
    const [code, detail] = refusals[refusal]
    super(code, detail, { ...options, reason: refusal })
    this.refusal = refusal
  }
}

/** The contract's errors that a claim can meet; that of a wrong signature is told apart by whose it should be. */
const contractErrors: Readonly<Record<string, VoucherRefusal>> = {
  UsherEvent_VoucherExpired: 'expired',
  UsherEvent_VoucherSpent: 'spent',
  AccessControlUnauthorizedAccount: 'signer_no_minter',
  UsherEvent_VoucherUnbound: 'unbound',
  UsherEvent_VoucherNotFor: 'not_for_recipient',
  UsherEvent_TierUnknown: 'tier_unknown',
  UsherEvent_CountZero: 'count_zero',
  UsherEvent_SoldOut: 'sold_out',
  UsherEvent_Frozen: 'event_frozen',
  UsherEvent_Ended: 'event_ended',
}

/** Why the contract refuses a claim, or undefined if `error` is something else than its refusal. */
export function findRefusal(error: unknown, { voucher }: VoucherClaimRequest): VoucherRefusal | undefined {
  const revert =
    error instanceof BaseError ? error.walk((cause) => cause instanceof ContractFunctionRevertedError) : null
  if (!(revert instanceof ContractFunctionRevertedError)) return undefined
  const name = revert.data?.errorName ?? ''
  if (name === 'UsherEvent_SignatureInvalid') {
    const signer = revert.data?.args?.[0] as Address | undefined
    return signer?.toLowerCase() === voucher.signer ? 'voucher_signature_wrong' : 'claim_signature_wrong'
  }
  return contractErrors[name] ?? 'refused'
}
