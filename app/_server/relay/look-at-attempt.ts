import {
  type Address,
  type PublicClient,
  type TransactionReceipt,
  TransactionReceiptNotFoundError,
} from 'viem'
import { toHex } from '../bytes.ts'
import { type Attempt, hashesOf } from './attempt.ts'
import { decideNext, type NextStep } from './decide-next.ts'
import type { Relayer } from './relayer.ts'

/** An attempt, what the chain says of it, and what is to be done. */
export type Seen = {
  readonly attempt: Attempt
  readonly step: NextStep
  /** of whichever of its transactions is in a block */
  readonly receipt: TransactionReceipt | undefined
}

type Ports = {
  readonly client: PublicClient
  readonly relayer: Relayer
  readonly depth: bigint
  readonly now: () => Date
}

type Nonces = { readonly latest: bigint; readonly settled: bigint }

/** A transaction that was signed so long ago is replaced by a dearer one. */
const raiseAfterMs = 60_000

/** Looks at attempts as of one head. Throws what the client throws. */
export function createLook(
  { client, relayer, depth, now }: Ports,
  head: bigint,
): (attempt: Attempt) => Promise<Seen> {
  const known = new Map<Address, Promise<Nonces>>()
  const noncesOf = (address: Address) => {
    const nonces = known.get(address) ?? readNonces(client, address, head, depth)
    known.set(address, nonces)
    return nonces
  }
  return async (attempt) => {
    const signer = toHex(attempt.relayer)
    // before the receipt: a nonce that was used by then has a receipt by now, if it is ours
    const nonces = await noncesOf(signer)
    const receipt = await findReceipt(client, attempt)
    const facts = {
      nonce: attempt.nonce,
      signedAt: attempt.signedAt,
      receipt: receipt && { isSuccess: receipt.status === 'success', blockNumber: receipt.blockNumber },
      head,
      nonces,
      canSign: signer === relayer.address,
    }
    return { attempt, step: decideNext(facts, depth, raiseAfterMs, now()), receipt }
  }
}

/** How many transactions of an account the chain has, and how many in blocks that never leave it. */
async function readNonces(
  client: PublicClient,
  address: Address,
  head: bigint,
  depth: bigint,
): Promise<Nonces> {
  const [latest, settled] = await Promise.all([
    client.getTransactionCount({ address, blockTag: 'latest' }),
    head < depth ? 0 : client.getTransactionCount({ address, blockNumber: head - depth }),
  ])
  return { latest: BigInt(latest), settled: BigInt(settled) }
}

async function findReceipt(client: PublicClient, attempt: Attempt): Promise<TransactionReceipt | undefined> {
  const receipts = await Promise.all(
    hashesOf(attempt).map((hash) =>
      client.getTransactionReceipt({ hash }).catch((error: unknown) => {
        if (error instanceof TransactionReceiptNotFoundError) return undefined
        throw error
      }),
    ),
  )
  return receipts.find((receipt) => receipt !== undefined)
}
