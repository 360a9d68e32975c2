import type { PublicClient } from 'viem'
import type { Fees } from './relayer.ts'

/** Pays for a base fee that doubles before the transaction is mined: six full blocks in a row. */
const baseFeeFactor = 2n

/** A replacement must raise both fees by at least a tenth, as nodes have it; a quarter, so that it also helps. In percent. */
const raise = 25n
const leastRaise = 10n

/**
 * What a transaction has to offer to be mined soon.
 *
 * @param cap most that may be offered
 * @returns undefined while the chain asks more than that
 */
export async function suggestFees(client: PublicClient, cap: bigint): Promise<Fees | undefined> {
  const [{ baseFeePerGas }, tip] = await Promise.all([
    client.getBlock(),
    client.estimateMaxPriorityFeePerGas(),
  ])
  const base = baseFeePerGas ?? 0n
  if (base + tip > cap) return undefined
  const wanted = base * baseFeeFactor + tip
  return { maxFee: smaller(wanted, cap), priorityFee: tip }
}

/**
 * What replaces a transaction that is not mined.
 *
 * @param now what would be offered for a new one
 * @returns undefined if the cap leaves no room for a replacement
 */
export function raiseFees(before: Fees, now: Fees | undefined, cap: bigint): Fees | undefined {
  const raised = (fee: bigint, suggested = 0n) => {
    const wanted = ceilPercent(fee, 100n + raise)
    return wanted > suggested ? wanted : suggested
  }
  const wanted = raised(before.maxFee, now?.maxFee)
  const maxFee = smaller(wanted, cap)
  if (maxFee < ceilPercent(before.maxFee, 100n + leastRaise)) return undefined
  const priorityFee = smaller(raised(before.priorityFee, now?.priorityFee), maxFee)
  return priorityFee < ceilPercent(before.priorityFee, 100n + leastRaise)
    ? undefined
    : { maxFee, priorityFee }
}

function smaller(one: bigint, other: bigint): bigint {
  return one < other ? one : other
}

function ceilPercent(value: bigint, percent: bigint): bigint {
  return (value * percent + 99n) / 100n
}
