import type { Address, Hex } from 'viem'
import { EVENT_DOMAIN } from './event-domain.ts'
import type { EventId } from './event-id.ts'

/**
 * A minter's promise of tickets, as the contract's `Voucher` has it; `IEventVouchers` in `contracts/interfaces/` is its
 * manual. It names a recipient or a key, the other is the zero address.
 */
export type Voucher = {
  /** 32 random bytes */
  readonly voucherId: Hex
  /** who signs; must be the organizer or a minter when it is claimed */
  readonly signer: Address
  readonly tierId: number
  readonly count: number
  readonly recipient: Address
  /** the one-time key of a link, which signs the claim */
  readonly key: Address
  /** first Unix second at which it can no longer be claimed */
  readonly expiresAt: bigint
}

/** To whom the tickets of a voucher go, signed by its key. */
export type Claim = { readonly voucherId: Hex; readonly to: Address }

/** The EIP-712 types, in the shape that wallets and viem take. */
const VOUCHER_TYPES = {
  Voucher: [
    { name: 'voucherId', type: 'bytes32' },
    { name: 'signer', type: 'address' },
    { name: 'tierId', type: 'uint16' },
    { name: 'count', type: 'uint32' },
    { name: 'recipient', type: 'address' },
    { name: 'key', type: 'address' },
    { name: 'expiresAt', type: 'uint64' },
  ],
} as const

const CLAIM_TYPES = {
  Claim: [
    { name: 'voucherId', type: 'bytes32' },
    { name: 'to', type: 'address' },
  ],
} as const

/** As much of a voucher's id as tells it from an event's others, for people: the first eight digits. */
export function displayVoucherId(voucherId: Hex): string {
  return voucherId.slice(2, 10).toUpperCase()
}

/** The typed data (EIP-712) for the minter's wallet to sign. */
export function voucherTypedData({ chainId, contract }: EventId, voucher: Voucher) {
  return {
    domain: { ...EVENT_DOMAIN, chainId, verifyingContract: contract },
    types: VOUCHER_TYPES,
    primaryType: 'Voucher',
    message: voucher,
  } as const
}

/** The typed data (EIP-712) for the key of a voucher to sign. */
export function claimTypedData({ chainId, contract }: EventId, claim: Claim) {
  return {
    domain: { ...EVENT_DOMAIN, chainId, verifyingContract: contract },
    types: CLAIM_TYPES,
    primaryType: 'Claim',
    message: claim,
  } as const
}
