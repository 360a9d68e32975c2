'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'

const POLL_MS = 700

/** Asks for these queries again and again while `isAwaited`: a block holds what the mirror does not know yet. */
export function useUntilMirrored(isAwaited: boolean, ...queryKeys: readonly (readonly unknown[])[]): void {
  const client = useQueryClient()
  const keys = JSON.stringify(queryKeys)
  useEffect(() => {
    if (!isAwaited) return
    const timer = setInterval(() => {
      for (const queryKey of JSON.parse(keys) as unknown[][]) void client.invalidateQueries({ queryKey })
    }, POLL_MS)
    return () => clearInterval(timer)
  }, [client, isAwaited, keys])
}
