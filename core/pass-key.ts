import { type Address, bytesToHex, keccak256 } from 'viem'
import { parseHex } from './bytes.ts'
import { OutOfRangeError } from './error.ts'
import type { EventId } from './event-id.ts'
import { PUBLIC_KEY_SIZE } from './p256.ts'
import type { UnixSeconds } from './time.ts'

/** What a wallet signs so that a phone may enter with the holder's tickets of one event: the pass key's authority. */
export type Authorisation = {
  readonly holder: Address
  /** The phone's compressed P-256 point, 33 bytes. */
  readonly publicKey: Uint8Array
  readonly issuedAt: UnixSeconds
  readonly expiresAt: UnixSeconds
}

/** What the wallet shows the guest as the purpose of the signature. */
export const PASS_KEY_PURPOSE = 'Let this phone enter with my tickets'

/** Name and version of the EIP-712 domain; chain and contract are the event's. */
export const PASS_KEY_DOMAIN = { name: 'Usher Pass', version: '1' } as const

/** The EIP-712 types, in the shape that wallets and viem take. */
export const PASS_KEY_TYPES = {
  PassKey: [
    { name: 'purpose', type: 'string' },
    { name: 'holder', type: 'address' },
    { name: 'publicKey', type: 'bytes' },
    { name: 'issuedAt', type: 'uint64' },
    { name: 'expiresAt', type: 'uint64' },
  ],
} as const

const DOMAIN_FIELDS = [
  { name: 'name', type: 'string' },
  { name: 'version', type: 'string' },
  { name: 'chainId', type: 'uint256' },
  { name: 'verifyingContract', type: 'address' },
] as const

/** The typed data (EIP-712) for the wallet to sign: the argument of viem's and wagmi's `signTypedData`. */
export function authorisationTypedData(event: EventId, authorisation: Authorisation) {
  return {
    domain: { ...PASS_KEY_DOMAIN, chainId: event.chainId, verifyingContract: event.contract },
    types: PASS_KEY_TYPES,
    primaryType: 'PassKey',
    message: {
      purpose: PASS_KEY_PURPOSE,
      holder: authorisation.holder,
      publicKey: bytesToHex(authorisation.publicKey),
      issuedAt: BigInt(authorisation.issuedAt),
      expiresAt: BigInt(authorisation.expiresAt),
    },
  } as const
}

/**
 * The EIP-712 digest of {@link authorisationTypedData}, several times faster than a general encoder.
 *
 * @throws OutOfRangeError if a field does not fit its place.
 */
export function hashAuthorisation(event: EventId, authorisation: Authorisation): Uint8Array {
  if (authorisation.publicKey.length !== PUBLIC_KEY_SIZE) {
    throw new OutOfRangeError('publicKey', `${PUBLIC_KEY_SIZE} bytes`)
  }
  const struct = new Words(PASS_KEY_TYPES.PassKey.length + 1)
  struct.putBytes(PASS_KEY_TYPE_HASH)
  struct.putBytes(PURPOSE_HASH)
  struct.putAddress('holder', authorisation.holder)
  struct.putBytes(keccak256(authorisation.publicKey, 'bytes'))
  struct.putNumber('issuedAt', authorisation.issuedAt)
  struct.putNumber('expiresAt', authorisation.expiresAt)

  const message = new Uint8Array(2 + 32 + 32)
  message.set([0x19, 0x01])
  message.set(domainSeparatorOf(event), 2)
  message.set(struct.hash(), 34)
  return keccak256(message, 'bytes')
}

function domainSeparatorOf(event: EventId): Uint8Array {
  const domain = new Words(DOMAIN_FIELDS.length + 1)
  domain.putBytes(DOMAIN_TYPE_HASH)
  domain.putBytes(NAME_HASH)
  domain.putBytes(VERSION_HASH)
  domain.putNumber('chainId', event.chainId)
  domain.putAddress('contract', event.contract)
  return domain.hash()
}

/** ABI words of 32 bytes, written one after the other. */
class Words {
  readonly #bytes: Uint8Array<ArrayBuffer>
  #end = 0

  constructor(count: number) {
    this.#bytes = new Uint8Array(32 * count)
  }

  putBytes(bytes: Uint8Array): void {
    this.#end += 32
    this.#bytes.set(bytes, this.#end - bytes.length)
  }

  putAddress(field: string, address: Address): void {
    const bytes = parseHex(address, 20)
    if (!bytes) throw new OutOfRangeError(field, 'an address')
    this.putBytes(bytes)
  }

  putNumber(field: string, value: number): void {
    if (!(Number.isSafeInteger(value) && value >= 0))
      throw new OutOfRangeError(field, 'an integer from 0 to 2^53 - 1')
    this.#end += 32
    new DataView(this.#bytes.buffer).setBigUint64(this.#end - 8, BigInt(value))
  }

  hash(): Uint8Array {
    return keccak256(this.#bytes, 'bytes')
  }
}

function hashText(text: string): Uint8Array {
  return keccak256(new TextEncoder().encode(text), 'bytes')
}

function typeText(name: string, fields: readonly { readonly name: string; readonly type: string }[]): string {
  return `${name}(${fields.map((field) => `${field.type} ${field.name}`).join(',')})`
}

const PASS_KEY_TYPE_HASH = hashText(typeText('PassKey', PASS_KEY_TYPES.PassKey))
const PURPOSE_HASH = hashText(PASS_KEY_PURPOSE)
const DOMAIN_TYPE_HASH = hashText(typeText('EIP712Domain', DOMAIN_FIELDS))
const NAME_HASH = hashText(PASS_KEY_DOMAIN.name)
const VERSION_HASH = hashText(PASS_KEY_DOMAIN.version)
