'use client'

import type { Hex, TypedData, TypedDataDefinition } from 'viem'
import { useConfig } from 'wagmi'
import { useDeployment } from '../deployment.tsx'
import { loadAskWallet } from './load-ask-wallet.ts'

/** Asks the connected wallet; its functions throw what the wallet throws, a refusal included. */
export type Signer = {
  /** EIP-191. */
  readonly signMessage: (message: string) => Promise<Hex>
  /** EIP-712; the wallet is first asked to change to the deployment's chain where it is on another one. */
  readonly signTypedData: <const Types extends TypedData, Primary extends keyof Types>(
    data: TypedDataDefinition<Types, Primary>,
  ) => Promise<Hex>
}

/** What signs with the connected wallet. */
export function useSigner(): Signer {
  const config = useConfig()
  const { chainId } = useDeployment()
  return {
    signMessage: async (message) => (await loadAskWallet()).signMessage(config, message),
    signTypedData: async (data) =>
      (await loadAskWallet()).signTypedData(config, chainId, data as TypedDataDefinition),
  }
}
