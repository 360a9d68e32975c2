import { type Address, encodeFunctionData, type Hex, type PublicClient } from 'viem'
import type { VoucherClaimRequest } from '#core/api/voucher.ts'
import { usherEventAbi } from '#core/chain/abi/usher-event.ts'
import { toClaimArgs } from '#core/chain/claim-args.ts'
import { CONTRACT_ROLES } from '#core/chain/contract-roles.ts'
import type { EventId } from '#core/event-id.ts'
import { isFromTransport } from '../chain/transport-failure.ts'
import { unavailable } from '../http/problem.ts'
import { suggestFees } from './fees.ts'
import { findRefusal, VoucherRefused } from './refusal.ts'
import type { Fees, Relayer, RelaySettings } from './relayer.ts'

/** What bringing a voucher would take, as of the chain's latest block. */
export type Quote = {
  readonly call: Hex
  readonly gasLimit: bigint
  readonly fees: Fees
  /** how many transactions of the relayer's the chain has */
  readonly sent: number
}

export type QuoteClaim = (event: EventId, request: VoucherClaimRequest, to: Address) => Promise<Quote>

type Ports = {
  readonly client: PublicClient
  readonly relayer: Relayer
  readonly settings: RelaySettings
  /** hears what the relayer owns, in wei */
  readonly onBalance: (wei: bigint) => void
}

const roles = Object.values(CONTRACT_ROLES)

/** A simulation may use so many times what a claim may cost, to tell too dear from wrong; more would strain the node. */
const simulationFactor = 4n

/** A ticket takes more than this by its log alone. */
const leastGasPerTicket = 1_700n

/** For what the estimate cannot know: another claim of the same tier in between makes a slot dirty. In percent. */
const gasMargin = 20n

/**
 * Simulates a claim at the latest block and says what it would cost. Costs the relayer nothing.
 *
 * @throws VoucherRefused with the contract's reason or one of the relay's own; ProblemError `unavailable` if the node
 * does not answer
 */
export function createQuoteClaim({ client, relayer, settings, onBalance }: Ports): QuoteClaim {
  return async (event, request, to) => {
    const { voucher } = request
    const args = toClaimArgs(request, to)
    const claim = { address: event.contract, abi: usherEventAbi, functionName: 'claim', args } as const
    const from = { account: relayer.address, gas: settings.maxGas * simulationFactor }
    try {
      await checkStanding(client, event, relayer, to)
      await client.simulateContract({ ...claim, ...from })
      const [gas, fees, sent, balance] = await Promise.all([
        client.estimateContractGas({ ...claim, ...from }),
        suggestFees(client, settings.maxWeiPerGas),
        client.getTransactionCount({ address: relayer.address, blockTag: 'latest' }),
        client.getBalance({ address: relayer.address }),
      ])
      onBalance(balance)
      const gasLimit = (gas * (100n + gasMargin)) / 100n
      if (gasLimit > settings.maxGas) throw new VoucherRefused('gas_too_high')
      if (!fees) throw new VoucherRefused('fees_too_high', { headers: { 'retry-after': '60' } })
      if (balance < gasLimit * fees.maxFee) throw new VoucherRefused('relay_unfunded')
      return { call: encodeFunctionData(claim), gasLimit, fees, sent }
    } catch (error) {
      if (error instanceof VoucherRefused) throw error
      const refusal = findRefusal(error, request)
      if (refusal && refusal !== 'refused') throw new VoucherRefused(refusal, { cause: error })
      // nodes have no common word for a simulation that ran out of gas
      const isTooLong = BigInt(voucher.count) * leastGasPerTicket > settings.maxGas
      if (isTooLong && !isFromTransport(error)) throw new VoucherRefused('gas_too_high', { cause: error })
      if (refusal) throw new VoucherRefused(refusal, { cause: error })
      throw unavailable('The chain does not answer, so the voucher cannot be brought there now.', error)
    }
  }
}

/** The recipient has no code, and the relayer no part in the event: what it signs could do nothing but claim. */
async function checkStanding(
  client: PublicClient,
  { contract: address }: EventId,
  relayer: Relayer,
  to: Address,
): Promise<void> {
  const at = { address, abi: usherEventAbi } as const
  const [code, owner, nextOwner, ...held] = await Promise.all([
    client.getCode({ address: to }),
    client.readContract({ ...at, functionName: 'owner' }),
    client.readContract({ ...at, functionName: 'pendingOwner' }),
    ...roles.map((role) =>
      client.readContract({ ...at, functionName: 'hasRole', args: [role, relayer.address] }),
    ),
  ])
  const isOrganizer = [owner, nextOwner].some((one) => one.toLowerCase() === relayer.address)
  if (isOrganizer || held.includes(true)) throw new VoucherRefused('relay_has_role')
  if (code !== undefined && code !== '0x') throw new VoucherRefused('recipient_has_code')
}
