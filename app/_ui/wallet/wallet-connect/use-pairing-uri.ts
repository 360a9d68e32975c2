'use client'

import { useEffect, useState } from 'react'
import { useConnectors } from 'wagmi'
import { WALLET_CONNECT_ID } from './connector.ts'

/** The address that the last pairing was begun with; undefined from the next one's begin until its own is there. */
export function usePairingUri(): string | undefined {
  const connector = useConnectors().find(({ id }) => id === WALLET_CONNECT_ID)
  const [uri, setUri] = useState<string>()
  useEffect(() => {
    if (!connector) return
    const hear = ({ type, data }: { readonly type: string; readonly data?: unknown }) => {
      if (type === 'connecting') setUri(undefined)
      if (type === 'display_uri') setUri(String(data))
    }
    connector.emitter.on('message', hear)
    return () => connector.emitter.off('message', hear)
  }, [connector])
  return uri
}
