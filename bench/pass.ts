import { generateKeyPairSync, sign } from 'node:crypto'
import { type Hex, hexToBytes } from 'viem'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { verifyTypedData } from 'viem/utils'
import type { EventId } from '#core/event-id.ts'
import { compressPublicKey } from '#core/p256.ts'
import { signedPayload } from '#core/pass.ts'
import type { PassCrypto } from '#core/pass-crypto.ts'
import { type Authorisation, authorisationTypedData } from '#core/pass-key.ts'
import { packSignature } from '#core/wallet-signature.ts'
import { createNativePassCrypto } from '#runtime/crypto/pass-crypto.ts'
import { compare, median, type Result } from './result.ts'

const EVENT: EventId = { chainId: 31_337, contract: '0x5fbdb2315678afecb367f032d93f642f64180aa3' }
const PHONES = 160
const ROUNDS = 80
/** Scans in one round of each: all three take about equally long, so that no one is disturbed more than another. */
const SCANS = { uncached: PHONES, cached: 4 * PHONES, peer: 20 } as const
const PEER_NAME = 'viem verifyTypedData + WebCrypto importKey and verify'
const ECDSA_P256 = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const

/** What one scan's code brings along, decoded: a phone that its wallet has authorised, and a signature of it. */
type Scan = {
  readonly tokenId: bigint
  readonly madeAt: number
  readonly signature: Uint8Array
  readonly authorisation: Authorisation
  readonly walletSignature: Uint8Array
  /** The same as the peer takes it. */
  readonly point: Uint8Array<ArrayBuffer>
  readonly walletSignature65: Hex
}

/**
 * The whole cryptography of one scan, per second, in one process: that the wallet authorised the phone's key, and that
 * the phone signed the code. Uncached is the first sight of each phone; cached is every scan of it after that.
 *
 * The rounds take turns, so that what else the machine does falls on all; the first ones only warm up.
 */
export async function measure(): Promise<readonly Result[]> {
  const scans = await Promise.all(Array.from({ length: PHONES }, (_, index) => makeScan(index)))
  const known = createNativePassCrypto()
  const rates: Record<keyof typeof SCANS, number[]> = { uncached: [], cached: [], peer: [] }
  for (let round = 0; round < ROUNDS; round++) {
    const fresh = createNativePassCrypto()
    rates.uncached.push(await scansPerSecond(SCANS.uncached, scans, (scan) => checkOurs(scan, fresh)))
    rates.peer.push(await scansPerSecond(SCANS.peer, scans, checkPeers))
    rates.cached.push(await scansPerSecond(SCANS.cached, scans, (scan) => checkOurs(scan, known)))
  }
  const rateOf = (name: keyof typeof SCANS) => median(rates[name].slice(ROUNDS / 8))
  const against = { peer: rateOf('peer'), peerName: PEER_NAME, unit: 'scans/s' }
  return [
    compare({ name: 'crypto-uncached', ours: rateOf('uncached'), ...against, goal: 'ratio ≥ 6' }),
    compare({ name: 'crypto-cached', ours: rateOf('cached'), ...against, goal: 'ratio ≥ 30' }),
  ]
}

async function checkOurs(scan: Scan, crypto: PassCrypto): Promise<boolean> {
  const { authorisation, walletSignature, signature } = scan
  const payload = signedPayload(EVENT, { ...scan, gateCode: 0 })
  return (
    (await crypto.verifyP256(authorisation.publicKey, payload, signature)) &&
    (await crypto.verifyAuthorisation(EVENT, authorisation, walletSignature))
  )
}

async function checkPeers(scan: Scan): Promise<boolean> {
  const { authorisation, point, signature, walletSignature65 } = scan
  const payload = signedPayload(EVENT, { ...scan, gateCode: 0 })
  const key = await crypto.subtle.importKey('raw', point, ECDSA_P256, false, ['verify'])
  return (
    (await crypto.subtle.verify(ECDSA_P256, key, Uint8Array.from(signature), payload)) &&
    (await verifyTypedData({
      ...authorisationTypedData(EVENT, authorisation),
      address: authorisation.holder,
      signature: walletSignature65,
    }))
  )
}

async function scansPerSecond(
  count: number,
  scans: readonly Scan[],
  check: (scan: Scan) => Promise<boolean>,
): Promise<number> {
  const start = process.hrtime.bigint()
  for (let index = 0; index < count; index++) {
    const scan = scans[index % scans.length]
    if (!scan || !(await check(scan))) throw new Error('A good signature was refused: nothing measured')
  }
  return (count * 1e9) / Number(process.hrtime.bigint() - start)
}

async function makeScan(index: number): Promise<Scan> {
  const wallet = privateKeyToAccount(generatePrivateKey())
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  const point = Uint8Array.of(4, ...Buffer.from(x, 'base64url'), ...Buffer.from(y, 'base64url'))
  const authorisation: Authorisation = {
    holder: wallet.address,
    publicKey: compressPublicKey(point) as Uint8Array,
    issuedAt: 1_812_736_800,
    expiresAt: 1_812_909_600,
  }
  const walletSignature65 = await wallet.signTypedData(authorisationTypedData(EVENT, authorisation))
  const said = { tokenId: 2_000_001n + BigInt(index), madeAt: 1_812_823_200 }
  return {
    ...said,
    signature: sign('sha256', signedPayload(EVENT, { ...said, gateCode: 0 }), {
      key: privateKey,
      dsaEncoding: 'ieee-p1363',
    }),
    authorisation,
    walletSignature: packSignature(hexToBytes(walletSignature65)) as Uint8Array,
    point,
    walletSignature65,
  }
}
