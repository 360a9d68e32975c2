import { createECDH, createPrivateKey, createSign, type KeyObject, randomBytes } from 'node:crypto'
import type pg from 'pg'
import { type Address, bytesToHex, hexToBytes, type LocalAccount } from 'viem'
import { type EventId, eventKeyOf, eventTagOf, formatEventId } from '#core/event-id.ts'
import { keyTagOf } from '#core/p256.ts'
import { signedPayload } from '#core/pass.ts'
import { authorisationTypedData } from '#core/pass-key.ts'
import { formatPass } from '#core/pass-text.ts'
import { toUnixSeconds } from '#core/time.ts'
import { createWallet } from '../demo/people.ts'

/** An event whose rows of the mirror are written here, as the indexer would write them. */
export type VenueEvent = {
  readonly event: EventId
  readonly key: Buffer
  /** `/api/events/{eventId}/scans` */
  readonly scansPath: string
}

/** A registered phone of one holder. */
export type VenuePhone = {
  readonly holder: Address
  readonly publicKey: Uint8Array
  /** The code of a ticket at `madeAt` (Unix seconds), in the short form. */
  readonly show: (tokenId: bigint, madeAt: number) => string
}

const HEAD = 100

/** Statements on the mirror as of a block that never leaves. */
export async function inMirror<T>(pool: pg.Pool, change: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  // a client that is taken out of the pool has nobody else to hear that its connection broke
  const ignore = () => {}
  client.on('error', ignore)
  try {
    await client.query(`BEGIN; SET LOCAL usher.block_number = 'final'`)
    const result = await change(client)
    await client.query('COMMIT')
    return result
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {})
    throw error
  } finally {
    client.off('error', ignore)
    client.release()
  }
}

/** The one chain of the mirror, its head confirmed just now. */
export async function mirrorChain(owner: pg.Pool): Promise<void> {
  await owner.query(
    `INSERT INTO mirror.chain (chain_id, origin_hash, factory, start_block, block_number, block_hash,
       block_timestamp, head_number, finalized_number, confirmed_at)
     VALUES (31337, $1, $2, 1, $3, $4, now(), $3, $3, clock_timestamp())`,
    [randomBytes(32), randomBytes(20), HEAD, randomBytes(32)],
  )
}

/** An event of one tier whose doors are open and whose tickets move no more, with the list `main` of a policy. */
export async function mirrorEvent(
  owner: pg.Pool,
  organizer: Address,
  policy: 'once' | 'reentry',
): Promise<VenueEvent> {
  const event: EventId = { chainId: 31_337, contract: bytesToHex(randomBytes(20)) }
  const key = Buffer.from(eventKeyOf(event))
  await inMirror(owner, async (client) => {
    await client.query(
      `INSERT INTO mirror.event (event_id, chain_id, contract, name, symbol, organizer, doors_at, ends_at, cut_off_at,
         reissue_delay, renderer, contract_uri, status, is_sales_paused, created_block, created_at)
       VALUES ($1, 31337, $2, 'Night', 'NIGHT', $3, now() - interval '1 hour', now() + interval '6 hours',
         now() - interval '1 hour', 0, $2, '', 'active', false, 1, now())`,
      [key, Buffer.from(hexToBytes(event.contract)), Buffer.from(hexToBytes(organizer))],
    )
    await client.query(
      `INSERT INTO mirror.tier (event_id, tier_id, name, price, supply, sale_starts_at, sale_ends_at, per_payer,
         transfer_policy, resale_cap_bps, royalty_bps)
       VALUES ($1, 1, 'Floor', 0, 999999, now(), now(), 4, 'open', 11000, 500)`,
      [key],
    )
  })
  await owner.query(`UPDATE registry.list SET policy = $2 WHERE event_id = $1`, [key, policy])
  return { event, key, scansPath: `/api/events/${formatEventId(event)}/scans` }
}

/** Gives tickets 1 to n of tier 1, `ticketsEach` to each phone's holder in turn, and answers who holds what. */
export async function issueTickets(
  owner: pg.Pool,
  { key }: VenueEvent,
  phones: readonly VenuePhone[],
  ticketsEach: number,
  firstNumber = 1,
): Promise<readonly { readonly tokenId: bigint; readonly phone: VenuePhone }[]> {
  const tickets = phones.flatMap((phone, index) =>
    Array.from({ length: ticketsEach }, (_, each) => ({
      tokenId: 1_000_000n + BigInt(firstNumber + index * ticketsEach + each),
      phone,
    })),
  )
  await inMirror(owner, (client) =>
    client.query(
      `INSERT INTO mirror.ticket (event_id, token_id, tier_id, owner, status, acquired_at, acquired_block,
         settles_from_block)
       SELECT $1, token_id, 1, owner, 'valid', now(), 1, 1 FROM unnest($2::bigint[], $3::bytea[]) AS given (token_id, owner)`,
      [
        key,
        tickets.map(({ tokenId }) => tokenId.toString()),
        tickets.map(({ phone }) => Buffer.from(hexToBytes(phone.holder))),
      ],
    ),
  )
  return tickets
}

/** Registers so many phones, each of a holder of its own, who has authorised it. */
export async function registerPhones(
  owner: pg.Pool,
  venue: VenueEvent,
  count: number,
): Promise<readonly VenuePhone[]> {
  const now = toUnixSeconds(Date.now())
  const registered = []
  for (let made = 0; made < count; made++) registered.push(await authorise(venue.event, createWallet(), now))
  await owner.query(
    `INSERT INTO registry.pass_key (event_id, holder, public_key, key_tag, issued_at, expires_at, signature, signed_by)
     SELECT $1, holder, public_key, substring(sha256(public_key) FROM 1 FOR 4), $2, $3, signature, 'ecrecover'
     FROM unnest($4::bytea[], $5::bytea[], $6::bytea[]) AS given (holder, public_key, signature)`,
    [
      venue.key,
      now - 60,
      now + 12 * 3600,
      registered.map(({ phone }) => Buffer.from(hexToBytes(phone.holder))),
      registered.map(({ phone }) => Buffer.from(phone.publicKey)),
      registered.map(({ signature }) => Buffer.from(hexToBytes(signature))),
    ],
  )
  return registered.map(({ phone }) => phone)
}

async function authorise(event: EventId, wallet: LocalAccount, now: number) {
  const ecdh = createECDH('prime256v1')
  const point = ecdh.generateKeys()
  const publicKey = Uint8Array.from(ecdh.getPublicKey(null, 'compressed') as unknown as Buffer)
  const key = createPrivateKey({
    format: 'jwk',
    key: {
      kty: 'EC',
      crv: 'P-256',
      x: point.subarray(1, 33).toString('base64url'),
      y: point.subarray(33).toString('base64url'),
      d: ecdh.getPrivateKey('base64url'),
    },
  })
  const authorisation = { holder: wallet.address, publicKey, issuedAt: now - 60, expiresAt: now + 12 * 3600 }
  const signature = await wallet.signTypedData(authorisationTypedData(event, authorisation))
  const phone: VenuePhone = {
    holder: wallet.address,
    publicKey,
    show: (tokenId, madeAt) => makeCode(event, { tokenId, madeAt, gateCode: 0 }, publicKey, key),
  }
  return { phone, signature }
}

function makeCode(
  event: EventId,
  said: { readonly tokenId: bigint; readonly madeAt: number; readonly gateCode: number },
  publicKey: Uint8Array,
  key: KeyObject,
): string {
  const signature = createSign('sha256')
    .update(signedPayload(event, said))
    .sign({ key, dsaEncoding: 'ieee-p1363' })
  return formatPass({
    form: 'short',
    ...said,
    eventTag: eventTagOf(event),
    keyTag: keyTagOf(publicKey),
    signature: Uint8Array.from(signature),
  })
}
