import type { Address, Hex, LocalAccount } from 'viem'
import { keccak256, parseEther, toHex, zeroAddress } from 'viem'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import type { VoucherClaim, VoucherClaimRequest } from '#core/api/voucher.ts'
import { claimTypedData, type Voucher, voucherTypedData } from '#core/voucher.ts'
import { createFollower } from '#indexer/follow.ts'
import { createMirrorStore } from '#indexer/store.ts'
import { createDatabase as openPrisma } from '#prisma/client.ts'
import { createStatementPool } from '#prisma/statement-pool.ts'
import { createChainReader } from '#runtime/chain.ts'
import type { RelaySettings } from '#server/relay/relayer.ts'
import { openChainStage } from '../../indexer/chain-stage.ts'
import { createDatabase } from '../../setup/database.ts'
import { type Answer, call, newAccount } from '../client.ts'
import { openWorld, type World } from '../world.ts'

const MINTER_ROLE = keccak256(toHex('MINTER_ROLE'))

/** A chain with events, a mirror of it, and servers that relay. */
export type RelayStage = Awaited<ReturnType<typeof openRelayStage>>

/** What a voucher may be otherwise: its tier is the bound one, it is for one ticket and good for a day. */
export type VoucherChange = Partial<Omit<Voucher, 'expiresAt'>> & { readonly expiresAt?: number }

export async function openRelayStage() {
  const chain = await openChainStage()
  const database = await createDatabase()
  const db = openPrisma(database.indexerUrl, { timeoutMs: 30_000 })
  const statements = createStatementPool(database.indexerUrl, {
    name: 'relay-test',
    connections: 1,
    timeoutMs: 30_000,
  })
  const follower = createFollower({
    followed: chain.followed,
    reader: createChainReader(chain.rpcUrl),
    store: createMirrorStore(statements, chain.followed.chainId),
    logger: { info: () => {}, warn: () => {} } as never,
    lagGraceMs: 0,
  })
  const catchUp = async () => {
    while ((await follower.poll()) !== 'at_head');
  }
  const minter = newAccount()
  const payer = await fundedKey()
  const worlds: World[] = []

  /** An event whose minter signs vouchers, known to the mirror. */
  const createEvent = async (): Promise<Address> => {
    const event = await chain.createEvent()
    await chain.as(chain.organizer, event).write.grantRole([MINTER_ROLE, minter.address])
    await catchUp()
    return event
  }

  /** A server that relays, on the one database; not on a local chain, so that no published account counts. */
  const openServer = async (
    relay: Partial<RelaySettings> = {},
    change: Parameters<typeof openWorld>[0] = {},
  ): Promise<World> => {
    const settings = { ...generous, privateKey: payer, ...relay }
    const world = await openWorld({
      database,
      rpcUrl: chain.rpcUrl,
      isLocalChain: false,
      mayBePublished: false,
      relay: settings,
      ...change,
    })
    worlds.push(world)
    return world
  }

  /** A key with ten coins. */
  async function fundedKey(coins = '10'): Promise<Hex> {
    const key = generatePrivateKey()
    const { address } = privateKeyToAccount(key)
    await chain.control.setBalance({ address, value: parseEther(coins) })
    return key
  }

  const close = async () => {
    for (const world of worlds) await world.close()
    await db.$disconnect()
    await statements.close()
    await database.drop()
    await chain.stop()
  }

  const people = { minter, payer, payerAddress: privateKeyToAccount(payer).address }
  return { chain, db, ...people, createEvent, openServer, fundedKey, catchUp, close }
}

/** More than any test needs. */
const generous: Omit<RelaySettings, 'privateKey'> = {
  weiPerEventAndDay: parseEther('1'),
  weiPerDay: parseEther('5'),
  maxWeiPerGas: 50_000_000_000n,
  maxGas: 1_000_000n,
  claimsPerMinute: 1000,
  claimsPerHour: 1000,
}

/** The body of a request; a voucher for the recipient unless it names a key. */
export async function request(
  signer: LocalAccount,
  event: Address,
  to: Address,
  change: VoucherChange = {},
): Promise<VoucherClaimRequest> {
  const voucher = {
    voucherId: toHex(crypto.getRandomValues(new Uint8Array(32))) as `0x${string}`,
    signer: signer.address,
    tierId: 2,
    count: 1,
    recipient: change.key ? zeroAddress : to,
    key: zeroAddress,
    expiresAt: Math.floor(Date.now() / 1000) + 86_400,
    ...change,
  }
  const signed = { ...voucher, expiresAt: BigInt(voucher.expiresAt) }
  const signature = await signer.signTypedData(voucherTypedData({ chainId: 31_337, contract: event }, signed))
  return { voucher, signature } as VoucherClaimRequest
}

/** The same with the key's word for whom it is. */
export async function withClaim(
  body: VoucherClaimRequest,
  event: Address,
  key: LocalAccount,
  to: Address,
): Promise<VoucherClaimRequest> {
  const { voucherId } = body.voucher
  const typed = claimTypedData({ chainId: 31_337, contract: event }, { voucherId: voucherId as Hex, to })
  const claimSignature = (await key.signTypedData(typed)) as `0x${string}`
  return { ...body, claim: { to: to.toLowerCase() as `0x${string}` }, claimSignature }
}

/** Asks a server to bring a voucher. */
export function post({ url }: World, event: Address, body: unknown): Promise<Answer> {
  return call(url, `/api/events/31337:${event}/voucher-claims`, { body })
}

/** What a server knows of a voucher. */
export async function find({ url }: World, event: Address, voucherId: string): Promise<VoucherClaim> {
  const { body } = await call(url, `/api/events/31337:${event}/voucher-claims/${voucherId}`)
  return body as VoucherClaim
}
