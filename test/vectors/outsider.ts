import { createHash, createPublicKey, verify } from 'node:crypto'
import { getBytes, keccak256, recoverAddress, Signature, TypedDataEncoder } from 'ethers'
import type { VectorCase, Vectors } from './shape.ts'

/*
 * The text and key stages of docs/pass-format.md as somebody else might write them, with other libraries and without a
 * line of ours. If this and our code agree on every vector, the page says enough.
 */

const TYPES = {
  PassKey: [
    { name: 'purpose', type: 'string' },
    { name: 'holder', type: 'address' },
    { name: 'publicKey', type: 'bytes' },
    { name: 'issuedAt', type: 'uint64' },
    { name: 'expiresAt', type: 'uint64' },
  ],
}

/** The reason of the first two stages, or null if they pass. */
export function judgeAsOutsider(vectors: Vectors, vector: VectorCase): string | null {
  const code = decodeText(vector.text)
  if (!code) return 'invalid'
  return judgeText(code, vectors, vector) ?? judgeKey(code, vectors, vector)
}

function decodeText(text: string): Buffer | undefined {
  if (text.length > 1024) return undefined
  const run = /[A-Za-z2-7]*$/.exec(text.trim())?.[0].toUpperCase() ?? ''
  if (run.length !== 140 && run.length !== 308) return undefined
  let value = 0n
  for (const letter of run) {
    value = value * 32n + BigInt('ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter))
  }
  if (value % 16n !== 0n) return undefined
  const size = run.length === 140 ? 87 : 192
  const bytes = Buffer.from((value / 16n).toString(16).padStart(2 * size, '0'), 'hex')
  return bytes[0] === (size === 87 ? 1 : 2) ? bytes : undefined
}

function eventKeyOf({ chainId, contract }: Vectors): Buffer {
  return Buffer.from(chainId.toString(16).padStart(16, '0') + contract.slice(2), 'hex')
}

function judgeText(code: Buffer, vectors: Vectors, { seenAt, gateCode = 0 }: VectorCase): string | null {
  if (keccak256(eventKeyOf(vectors)).slice(2, 10) !== code.toString('hex', 1, 5)) return 'wrong_event'
  const madeAt = code.readUInt32BE(13)
  if (madeAt < seenAt - vectors.leeway.maxAgeSeconds) return 'pass_expired'
  if (madeAt > seenAt + vectors.leeway.maxAheadSeconds) return 'pass_from_future'
  return code.readUInt16BE(17) === gateCode ? null : 'gate_code_wrong'
}

type Key = { holder: string; publicKey: Buffer; issuedAt: number; expiresAt: number }

function judgeKey(code: Buffer, vectors: Vectors, { seenAt, facts }: VectorCase): string | null {
  const { formerOwners, revokedKeys, endsAt } = { ...vectors.defaults.facts, ...facts }
  const signed = Buffer.concat([Buffer.from('usher-pass-v1'), eventKeyOf(vectors), code.subarray(5, 19)])
  const hasSigned = (publicKey: Buffer) =>
    code.subarray(19, 23).equals(tagOf(publicKey)) && verifyP256(publicKey, signed, code.subarray(23, 87))
  const registered = facts.keys.map((key) => ({ ...key, publicKey: Buffer.from(getBytes(key.publicKey)) }))

  let key: Key | undefined
  if (code[0] === 1) {
    const tagged = registered.filter(({ publicKey }) => tagOf(publicKey).equals(code.subarray(19, 23)))
    if (tagged.length === 0) return 'pass_key_unknown'
    key = tagged.find(({ publicKey }) => hasSigned(publicKey))
  } else {
    const publicKey = code.subarray(87, 120)
    const [issuedAt, expiresAt] = [code.readUInt32BE(120), code.readUInt32BE(124)]
    if (!hasSigned(publicKey)) return 'invalid'
    if (issuedAt > seenAt + 300 || expiresAt <= issuedAt || expiresAt > endsAt + 86_400) return 'invalid'
    const same = registered.filter((other) => other.publicKey.equals(publicKey))
    const holders = [facts.owner ?? [], same.map(({ holder }) => holder), formerOwners].flat()
    if (holders.length === 0) return 'ticket_unknown'
    key = holders
      .map((holder): Key => ({ holder, publicKey, issuedAt, expiresAt }))
      .find((candidate) => isAuthorised(candidate, vectors, code.subarray(128)))
  }
  if (!key) return 'invalid'
  if (seenAt > key.expiresAt) return 'pass_key_expired'
  const isRevoked = revokedKeys.some((revoked) => key.publicKey.equals(getBytes(revoked)))
  return isRevoked || key.issuedAt < facts.validFrom ? 'revoked' : null
}

function tagOf(publicKey: Buffer): Buffer {
  return createHash('sha256').update(publicKey).digest().subarray(0, 4)
}

function verifyP256(publicKey: Buffer, message: Buffer, signature: Buffer): boolean {
  const spki = Buffer.concat([
    Buffer.from('3039301306072a8648ce3d020106082a8648ce3d030107032200', 'hex'),
    publicKey,
  ])
  try {
    const key = createPublicKey({ key: spki, format: 'der', type: 'spki' })
    return verify('sha256', message, { key, dsaEncoding: 'ieee-p1363' }, signature)
  } catch {
    return false
  }
}

function isAuthorised(key: Key, { chainId, contract }: Vectors, compact: Buffer): boolean {
  const domain = { name: 'Usher Pass', version: '1', chainId, verifyingContract: contract }
  const message = { purpose: 'Let this phone enter with my tickets', ...key }
  try {
    const signature = Signature.from(`0x${compact.toString('hex')}`)
    const signer = recoverAddress(TypedDataEncoder.hash(domain, TYPES, message), signature)
    return signer.toLowerCase() === key.holder
  } catch {
    return false
  }
}
