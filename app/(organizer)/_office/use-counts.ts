'use client'

import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Counts } from '#core/api/scan.ts'
import { readCounts, watchCounts } from '#ui/api/watch-counts.ts'

const GLANCE_MS = 15_000

/** How many came, are inside, and were refused, as the server tells it while it happens; undefined until it has. */
export function useCounts(eventId: string): Counts | undefined {
  const [counts, setCounts] = useState<Counts>()
  useEffect(() => {
    const watching = new AbortController()
    void watchCounts(eventId, setCounts, watching.signal)
    return () => watching.abort()
  }, [eventId])
  return counts
}

/** The same for a page that shows many events: looked at again and again, without a connection held for each. */
export function useCountsAtAGlance(eventId: string): Counts | undefined {
  const query = useQuery({
    queryKey: ['counts', eventId],
    queryFn: ({ signal }) => readCounts(eventId, signal),
    refetchInterval: GLANCE_MS,
  })
  return query.data
}
