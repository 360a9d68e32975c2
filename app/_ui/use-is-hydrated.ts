'use client'

import { useSyncExternalStore } from 'react'

const subscribe = () => () => undefined

/** False on the server and while its page is taken over, then true: for what only a browser knows. */
export function useIsHydrated(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => true,
    () => false,
  )
}
