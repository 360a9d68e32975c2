'use client'

import { useQuery } from '@tanstack/react-query'
import { type Health, health } from '#core/api/health.ts'

/** Whether scans can be decided now, and if not, what is missing. */
export type Link = 'online' | 'connecting' | 'offline' | 'mirror' | 'trouble'

const REFRESH_MS = 5_000

/** As design's fresh facts: within this time a node confirmed the mirror's block. */
const FRESH_SECONDS = 10

/** The state of the connection and of what is behind it, asked for even where the browser believes itself offline. */
export function useLink(): Link {
  const { data, error } = useQuery({
    queryKey: ['gate-health'],
    queryFn: async ({ signal }) => {
      // a server that cannot decide says so with 503 and the same document
      const response = await fetch('/api/health', { signal, cache: 'no-store' })
      return health.parse(await response.json())
    },
    refetchInterval: REFRESH_MS,
    networkMode: 'always',
    retry: false,
  })
  if (error) return 'offline'
  return data ? linkOf(data) : 'connecting'
}

/** What a health document means at a gate. */
export function linkOf({ status, database, mirror }: Pick<Health, 'status' | 'database' | 'mirror'>): Link {
  if (database === 'down') return 'trouble'
  if (!mirror || !(mirror.lagSeconds <= FRESH_SECONDS)) return 'mirror'
  return status === 'unavailable' ? 'trouble' : 'online'
}
