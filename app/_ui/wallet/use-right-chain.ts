'use client'

import { useCallback } from 'react'
import { useConnection, useSwitchChain } from 'wagmi'
import { useDeployment } from '../deployment.tsx'

/**
 * Asks the wallet to change to the deployment's chain where it is on another one.
 *
 * The answered function throws what the wallet throws, a refusal included.
 */
export function useRightChain(): () => Promise<void> {
  const { chainId } = useDeployment()
  const connection = useConnection()
  const { mutateAsync: switchChain } = useSwitchChain()
  return useCallback(async () => {
    if (connection.chainId !== chainId) await switchChain({ chainId })
  }, [chainId, connection.chainId, switchChain])
}
