'use client'

import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { WagmiProvider } from 'wagmi'
import type { Deployment } from '#core/deployment.ts'
import { ApiProblem } from './api/client.ts'
import { DeploymentProvider } from './deployment.tsx'
import { createWalletConfig } from './wallet/wallet-config.ts'

const TRIES = 3

/** What every page stands on: the deployment's facts, the wallet, and what was loaded. */
export function Providers({
  deployment,
  children,
}: {
  readonly deployment: Deployment
  readonly children: ReactNode
}) {
  const [walletConfig] = useState(() => createWalletConfig(deployment))
  const [queryClient] = useState(createQueryClient)
  return (
    <DeploymentProvider value={deployment}>
      <WagmiProvider config={walletConfig}>
        <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>
      </WagmiProvider>
    </DeploymentProvider>
  )
}

function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        // a problem is an answer; only silence is worth another try
        retry: (failures, error) => !(error instanceof ApiProblem && error.status < 500) && failures < TRIES,
      },
      mutations: { networkMode: 'always' },
    },
  })
}
