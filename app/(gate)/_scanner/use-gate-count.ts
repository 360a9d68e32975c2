'use client'

import { useEffect, useState } from 'react'
import { watchCounts } from '#ui/api/watch-counts.ts'
import type { Post } from './post.ts'

/** How many this gate has let in, by all its scanners, as it happens; undefined until the server has said. */
export function useGateCount({ eventId, gateId }: Post): number | undefined {
  const [admitted, setAdmitted] = useState<number>()
  useEffect(() => {
    const watching = new AbortController()
    void watchCounts(
      eventId,
      ({ perGate }) => setAdmitted(perGate.find((gate) => gate.gateId === gateId)?.admitted ?? 0),
      watching.signal,
    )
    return () => watching.abort()
  }, [eventId, gateId])
  return admitted
}
