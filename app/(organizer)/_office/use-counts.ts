'use client'

import { useEffect, useState } from 'react'
import type { Counts } from '#core/api/scan.ts'
import { watchCounts } from '#ui/api/watch-counts.ts'

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
