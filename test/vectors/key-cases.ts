import { admitted, HOUR, MORE_FACTS, refused } from './cases.ts'
import {
  addressOf,
  authorisation,
  EVENT,
  EXPIRES_AT,
  flip,
  fullPass,
  ISSUED_AT,
  KEYS,
  MADE_AT,
  registered,
  shortPass,
} from './people.ts'
import type { VectorCase } from './shape.ts'

const SEEN_AT = MADE_AT + 2
const unregistered = { keys: [] } as const

/** Signatures of the phone. */
export async function signatureCases(): Promise<readonly VectorCase[]> {
  const short = await shortPass()
  const full = await fullPass()
  const twin = await shortPass({}, 'twin2')
  const twins = [registered(authorisation('bob', 'twin1')), registered(authorisation('alice', 'twin2'))]
  return [
    admitted('signature with low s', await shortPass({}, 'alice', 'low')),
    admitted('signature with high s', await shortPass({}, 'alice', 'high')),
    admitted('two keys of one tag, the second has signed', twin, { facts: { keys: twins } }),
    refused('invalid', 'two keys of one tag, only the other is registered', twin, {
      facts: { keys: twins.slice(0, 1) },
    }),
    refused('pass_key_unknown', 'short form of a key that is not registered', short, { facts: unregistered }),
    refused('pass_key_unknown', 'short form, only another key is registered', short, {
      facts: { keys: [registered(authorisation('alice', 'bob'))] },
    }),
    refused('pass_key_unknown', 'key tag changed, short', flip(short, 22)),
    refused('invalid', 'key tag changed, full', flip(full, 22), { facts: unregistered }),
    refused('invalid', 'ticket changed', flip(short, 12)),
    refused('invalid', 'time changed by a second', flip(short, 16)),
    refused('invalid', 'gate code changed to the one asked for', flip(short, 18), { gateCode: 1 }),
    refused('invalid', 'first byte of the signature changed', flip(short, 23)),
    refused('invalid', 'last byte of the signature changed', flip(short, 86)),
    refused('invalid', 'signature of zeros', { ...short, signature: new Uint8Array(64) }),
    refused('invalid', 'signature of ones', { ...short, signature: new Uint8Array(64).fill(255) }),
    refused('invalid', 'signature by another key', { ...(await shortPass({}, 'bob')), keyTag: short.keyTag }),
  ]
}

/** The wallet's authorisation in the full form. */
export async function authorisationCases(): Promise<readonly VectorCase[]> {
  const full = await fullPass()
  const endsAt = MORE_FACTS.endsAt
  const withTimes = (change: { issuedAt?: number; expiresAt?: number }) =>
    fullPass({}, authorisation('alice', 'alice', change))
  const noPoint = Uint8Array.of(2, ...new Uint8Array(31), 1)
  const byBob = await fullPass({}, authorisation('bob'), { signer: 'bob' })
  return [
    admitted('full form of a key that is not registered', full, { facts: unregistered }),
    admitted('full form with high s of the phone', {
      ...full,
      signature: (await shortPass({}, 'alice', 'high')).signature,
    }),
    refused('invalid', 'public key changed', flip(full, 100), { facts: unregistered }),
    refused(
      'invalid',
      'public key that is no point',
      { ...full, publicKey: noPoint },
      { facts: unregistered },
    ),
    refused('invalid', 'issue changed', flip(full, 123), { facts: unregistered }),
    refused('invalid', 'end changed', flip(full, 127), { facts: unregistered }),
    refused('invalid', 'first byte of the wallet signature changed', flip(full, 128), {
      facts: unregistered,
    }),
    refused('invalid', 'last byte of the wallet signature changed', flip(full, 191), { facts: unregistered }),
    refused('invalid', 'parity of the wallet signature turned', turnParity(await fullPass()), {
      facts: unregistered,
    }),
    refused(
      'invalid',
      'wallet signature of zeros',
      { ...full, walletSignature: new Uint8Array(64) },
      {
        facts: unregistered,
      },
    ),
    refused(
      'invalid',
      'authorised by a stranger in the owner’s name',
      await fullPass({}, authorisation('alice'), { signer: 'mallory' }),
      { facts: unregistered },
    ),
    refused(
      'invalid',
      'authorised by a stranger in his own name',
      await fullPass({}, authorisation('mallory'), { signer: 'mallory' }),
      { facts: unregistered },
    ),
    refused(
      'invalid',
      'authorised for another contract',
      await fullPass({}, authorisation(), {
        event: { ...EVENT, contract: '0xe7f1725e7734ce288f8367e1bb143e90bb3f0512' },
      }),
      { facts: unregistered },
    ),
    refused(
      'invalid',
      'authorised for another chain',
      await fullPass({}, authorisation(), { event: { ...EVENT, chainId: 1 } }),
      { facts: unregistered },
    ),
    refused('ticket_unknown', 'full form for a ticket that does not exist', full, {
      facts: { ...unregistered, owner: null },
    }),
    refused('not_owner', 'full form of a former owner', byBob, {
      facts: { ...unregistered, formerOwners: [addressOf('bob')] },
    }),
    refused('not_owner', 'full form of another wallet whose key is registered', byBob, {
      facts: { keys: [registered(authorisation('bob'))] },
    }),
    admitted('issued 300 s ahead', await withTimes({ issuedAt: SEEN_AT + 300 }), { facts: unregistered }),
    refused('invalid', 'issued 301 s ahead', await withTimes({ issuedAt: SEEN_AT + 301 }), {
      facts: unregistered,
    }),
    admitted('ends a day after the event', await withTimes({ expiresAt: endsAt + 24 * HOUR }), {
      facts: unregistered,
    }),
    refused(
      'invalid',
      'ends a day and a second after the event',
      await withTimes({ expiresAt: endsAt + 24 * HOUR + 1 }),
      { facts: unregistered },
    ),
    refused('invalid', 'ends when it is issued', await withTimes({ issuedAt: SEEN_AT, expiresAt: SEEN_AT }), {
      facts: unregistered,
    }),
  ]
}

/** Keys past their end or taken back. */
export async function standingCases(): Promise<readonly VectorCase[]> {
  const short = await shortPass()
  const full = await fullPass()
  const ending = (expiresAt: number) => authorisation('alice', 'alice', { expiresAt })
  const endingKey = (expiresAt: number) => ({ facts: { keys: [registered(ending(expiresAt))] } })
  const revokedKeys = [KEYS.alice.publicKey]
  return [
    admitted('last second of the key, short', short, endingKey(SEEN_AT)),
    refused('pass_key_expired', 'a second after the key’s end, short', short, endingKey(SEEN_AT - 1)),
    admitted('last second of the key, full', await fullPass({}, ending(SEEN_AT)), { facts: unregistered }),
    refused(
      'pass_key_expired',
      'a second after the key’s end, full',
      await fullPass({}, ending(SEEN_AT - 1)),
      {
        facts: unregistered,
      },
    ),
    admitted('issued the second from which authorisations are valid, short', short, {
      facts: { validFrom: ISSUED_AT },
    }),
    refused('revoked', 'issued a second before authorisations are valid, short', short, {
      facts: { validFrom: ISSUED_AT + 1 },
    }),
    admitted('issued the second from which authorisations are valid, full', full, {
      facts: { ...unregistered, validFrom: ISSUED_AT },
    }),
    refused('revoked', 'issued a second before authorisations are valid, full', full, {
      facts: { ...unregistered, validFrom: ISSUED_AT + 1 },
    }),
    refused('revoked', 'key taken back, short', short, { facts: { revokedKeys } }),
    refused('revoked', 'key taken back, full', full, { facts: { ...unregistered, revokedKeys } }),
    admitted('another key taken back', short, { facts: { revokedKeys: [KEYS.bob.publicKey] } }),
    refused('pass_key_expired', 'past its end and taken back', short, {
      facts: { ...endingKey(SEEN_AT - 1).facts, revokedKeys },
    }),
    refused('invalid', 'forged for a key that was taken back', flip(short, 86), { facts: { revokedKeys } }),
    admitted('key that ends at the highest possible second', await fullPass({}, ending(2 ** 32 - 1)), {
      facts: { ...unregistered, endsAt: 2 ** 32 },
    }),
    refused('pass_key_expired', 'key that ended a day ago', short, endingKey(EXPIRES_AT - 48 * HOUR)),
  ]
}

function turnParity(pass: Awaited<ReturnType<typeof fullPass>>): typeof pass {
  const { walletSignature } = pass
  return {
    ...pass,
    walletSignature: walletSignature.map((byte, index) => (index === 32 ? byte ^ 0x80 : byte)),
  }
}
