import { DomainError } from '#core/error.ts'

/** The wallet owns less than it would pay. */
export class CoinMissing extends DomainError {
  readonly code = 'coin_missing'
}

/** The transaction is in a block, and the contract took back what it did. */
export class TransactionReverted extends DomainError {
  readonly code = 'transaction_reverted'
}

/** The wallet's owner called it off: a transaction that does nothing took its place. */
export class TransactionCanceled extends DomainError {
  readonly code = 'transaction_canceled'
}

/** Another transaction of the wallet took its place, with other content. */
export class TransactionReplaced extends DomainError {
  readonly code = 'transaction_replaced'
}

/** The node has not known of it for a while: dropped, or never sent on. */
export class TransactionLost extends DomainError {
  readonly code = 'transaction_lost'
}

const ENDINGS = [TransactionReverted, TransactionCanceled, TransactionReplaced, TransactionLost] as const

/**
 * Whether an error says that there is nothing left to follow: what was sent has done nothing and will do nothing, or no
 * node has known of it for long.
 */
export function hasComeToNothing(error: unknown): error is InstanceType<(typeof ENDINGS)[number]> {
  return ENDINGS.some((Class) => error instanceof Class)
}
