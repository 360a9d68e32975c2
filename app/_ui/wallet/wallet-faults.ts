import { DomainError } from '#core/error.ts'

/** The relay between pages and wallets on other devices does not answer, or cannot be reached from here. */
export class RelayUnreachable extends DomainError {
  readonly code = 'wallet_relay'
}

/** No wallet has taken up the pairing in its time. */
export class PairingExpired extends DomainError {
  readonly code = 'pairing_expired'
}

/** The browser did not let the wallet open its window. */
export class WindowBlocked extends DomainError {
  readonly code = 'wallet_window'
}

/** Whether an error says that page and wallet have not found each other. */
export function hasNoWay(error: unknown): error is RelayUnreachable | PairingExpired | WindowBlocked {
  return [RelayUnreachable, PairingExpired, WindowBlocked].some((Class) => error instanceof Class)
}
