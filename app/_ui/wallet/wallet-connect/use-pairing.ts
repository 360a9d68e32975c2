'use client'

import { useEffect, useState } from 'react'
import { useConnectors } from 'wagmi'
import { OPENED_HERE, WALLET_CONNECT_ID } from './connector.ts'

type Pairing = {
  /** The address that the last pairing was begun with; undefined from the next one's begin until its own is there. */
  readonly uri: string | undefined
  /** To be called when the address is opened on this device. */
  readonly onOpened: () => void
}

/** The pairing with a wallet by WalletConnect that is under way, or was last. */
export function usePairing(): Pairing {
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
  return { uri, onOpened: () => connector?.emitter.emit('message', { type: OPENED_HERE }) }
}
