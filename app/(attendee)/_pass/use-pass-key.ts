'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useConnection } from 'wagmi'
import type { Event } from '#core/api/event.ts'
import { idOf } from '#ui/event/id-of.ts'
import { findPassKey, putPassKey, type StoredPassKey } from '#ui/offline/pass-key-store.ts'
import { guessNow } from '#ui/time/device-clock.ts'
import { useSigner } from '#ui/wallet/use-signer.ts'
import { floorOf } from './pass-key-floor.ts'
import { registerPassKey } from './register-pass-key.ts'

const RETRY_MS = 5_000

/**
 * This phone's pass key for a holder's tickets of an event: finds it, makes it, and has the registry acknowledge it,
 * trying again until there is an answer.
 */
export function usePassKey(event: Event | undefined, holder: string | undefined) {
  const queryClient = useQueryClient()
  const { address } = useConnection()
  const { signTypedData } = useSigner()
  const queryKey = ['pass-key', event?.eventId, holder]

  const stored = useQuery({
    queryKey,
    // IndexedDB answers without network; null, as a query may not answer undefined
    queryFn: async () => (event && holder ? ((await findPassKey(event.eventId, holder)) ?? null) : null),
    enabled: event !== undefined && holder !== undefined,
    networkMode: 'always',
    staleTime: Number.POSITIVE_INFINITY,
  })
  const key = stored.data ?? undefined
  const keep = async (next: StoredPassKey) => {
    await putPassKey(next)
    queryClient.setQueryData(queryKey, next)
  }

  const authorising = useMutation({
    mutationFn: async () => {
      if (!event || !address) throw new Error('authorising a phone needs an event and a wallet')
      // with all that signatures need; a code is shown without
      const { authorisePhone } = await import('./authorise-phone.ts')
      return authorisePhone({
        event: idOf(event),
        holder: address,
        endsAt: Date.parse(event.endsAt),
        now: guessNow(),
        validFrom: floorOf(event.eventId, address),
        signTypedData,
      })
    },
    onSuccess: keep,
  })

  const isPending = key !== undefined && key.registeredAt === undefined && !key.isRefused
  const registering = useQuery({
    queryKey: ['register-pass-key', event?.eventId, holder, key?.issuedAt],
    queryFn: async () => {
      if (!key) return null
      const answered = await registerPassKey(key)
      await keep(answered)
      return answered.registeredAt ?? null
    },
    enabled: isPending,
    retry: false,
    refetchInterval: isPending ? RETRY_MS : false,
  })

  return {
    key,
    isLoading: stored.isPending,
    authorise: authorising.mutate,
    isAuthorising: authorising.isPending,
    /** Waits for the wallet no longer: some never answer. What it signs all the same still counts. */
    giveUp: authorising.reset,
    authoriseError: authorising.error,
    registerError: isPending ? registering.error : null,
  }
}
