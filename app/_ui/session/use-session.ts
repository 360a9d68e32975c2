'use client'

import { useMutation } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { useConnection } from 'wagmi'
import { useDeployment } from '../deployment.tsx'
import { useSigner } from '../wallet/use-signer.ts'
import { currentSession, onSessionChange } from './session-store.ts'
import { signIn, signOut } from './sign-in.ts'

/**
 * The sign-in of this page. It outlives the wallet's connection, as a shift at the gate must survive a reload; but a
 * session of another wallet than the connected one is none: whoever switches wallets signs in anew.
 */
export function useSession(deviceId?: () => string) {
  const kept = useSyncExternalStore(onSessionChange, currentSession, () => undefined)
  const { address } = useConnection()
  const { chainId, demo } = useDeployment()
  const { signMessage } = useSigner()

  const signingIn = useMutation({
    mutationFn: async () => {
      if (!address) throw new Error('signing in needs a connected wallet')
      await signIn({
        address,
        chainId,
        keepIn: demo === 'published' ? 'tab' : 'cookie',
        signMessage,
        ...(deviceId ? { deviceId: deviceId() } : {}),
      })
    },
  })

  return {
    session: kept && (!address || kept.address === address.toLowerCase()) ? kept : undefined,
    signIn: signingIn.mutate,
    signOut,
    isSigningIn: signingIn.isPending,
    error: signingIn.error,
  }
}
