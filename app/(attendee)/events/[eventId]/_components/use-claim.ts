'use client'

import { useMutation, useQuery } from '@tanstack/react-query'
import type { Address } from 'viem'
import { type VoucherClaimRequest, voucherClaim } from '#core/api/voucher.ts'
import type { EventId } from '#core/event-id.ts'
import { formatEventId } from '#core/event-id.ts'
import { makeVoucherClaim } from '#core/voucher-claim.ts'
import type { VoucherGift } from '#core/voucher-link.ts'
import { ApiProblem, callApi } from '#ui/api/client.ts'
import { type ContractCall, callEvent } from '#ui/wallet/contract-call.ts'
import { useSending } from '#ui/wallet/use-sending.ts'

const POLL_MS = 1_000

/**
 * Has the relay bring a voucher to the chain, and follows it until the mirror knows the tickets. The wallet signs
 * nothing and needs no coin. What became of it earlier is found too, whoever brought it.
 *
 * Where the relay does not, the wallet brings it by `claimWithOwnCoin`.
 */
export function useClaim(event: EventId, gift: VoucherGift) {
  const { voucherId } = gift.voucher
  const path = `/api/events/${formatEventId(event)}/voucher-claims`
  const claiming = useMutation({
    mutationFn: async (to: Address) =>
      callApi(path, voucherClaim, { method: 'POST', body: await makeVoucherClaim(event, gift, to) }),
    onSuccess: () => followed.refetch(),
  })
  const { run, sending, isUnderWay } = useSending()
  const claimWithOwnCoin = (to: Address) =>
    run(async ({ sendCall, waitForMirror }) => {
      const { blockNumber } = await sendCall(
        toContractClaim(event, await makeVoucherClaim(event, gift, to), to),
      )
      await waitForMirror(formatEventId(event), blockNumber)
    })
  const followed = useQuery({
    queryKey: ['voucher-claim', voucherId],
    queryFn: async ({ signal }) => {
      try {
        return await callApi(`${path}/${voucherId}`, voucherClaim, { signal })
      } catch (error) {
        if (error instanceof ApiProblem && error.code === 'not_found') return null
        throw error
      }
    },
    refetchInterval: ({ state: { data } }) => {
      const isSettled =
        data === null || data?.status === 'failed' || data?.status === 'revoked' || data?.tickets
      return isSettled ? false : POLL_MS
    },
  })
  return {
    claim: claiming.mutate,
    claimWithOwnCoin,
    /** How far the wallet's own way has come. */
    sending,
    isSending: isUnderWay,
    isClaiming: claiming.isPending,
    error: claiming.error,
    isLoading: followed.isPending,
    /** What became of it; undefined: nobody has brought it yet. */
    claimed: followed.data ?? undefined,
  }
}

/** The claim as the contract takes it, from whoever pays for it. */
function toContractClaim(event: EventId, request: VoucherClaimRequest, to: Address): ContractCall {
  const { voucher, signature, claimSignature = '0x' } = request
  const expiresAt = BigInt(voucher.expiresAt)
  const args = [{ ...voucher, expiresAt }, signature, to, claimSignature] as const
  return callEvent({ eventId: formatEventId(event) }, 'claim', args)
}
