'use client'

import { useMutation, useQuery } from '@tanstack/react-query'
import type { Address } from 'viem'
import { toClaimArgs } from '#core/chain/claim-args.ts'
import type { EventId } from '#core/event-id.ts'
import { formatEventId } from '#core/event-id.ts'
import { makeVoucherClaim } from '#core/voucher-claim.ts'
import type { VoucherGift } from '#core/voucher-link.ts'
import { ApiProblem, callApi } from '#ui/api/client.ts'
import { voucherClaim } from '#ui/api/shapes.ts'
import { callEvent } from '#ui/wallet/contract-call.ts'
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
  const eventId = formatEventId(event)
  const path = `/api/events/${eventId}/voucher-claims`
  const claiming = useMutation({
    mutationFn: async (to: Address) =>
      callApi(path, voucherClaim, { method: 'POST', body: await makeVoucherClaim(event, gift, to) }),
    onSuccess: () => followed.refetch(),
  })
  const { run, sending, isUnderWay } = useSending()
  const claimWithOwnCoin = (to: Address) =>
    run(async ({ sendCall, waitForMirror }) => {
      const args = toClaimArgs(await makeVoucherClaim(event, gift, to), to)
      const { blockNumber } = await sendCall(callEvent({ eventId }, 'claim', args))
      await waitForMirror(eventId, blockNumber)
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
