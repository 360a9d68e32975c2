'use client'

import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { WagmiProvider } from 'wagmi'
import { ApiProblem } from './api/client.ts'
import { type PublicConfig, PublicConfigProvider } from './public-config.tsx'
import { createWalletConfig } from './wallet/wallet-config.ts'

const TRIES = 3

/** What every page stands on: the deployment's facts, the wallet, and what was loaded. */
export function Providers({
  config,
  children,
}: {
  readonly config: PublicConfig
  readonly children: ReactNode
}) {
  const [walletConfig] = useState(() => createWalletConfig(config))
  const [queryClient] = useState(createQueryClient)
  return (
    <PublicConfigProvider value={config}>
      <WagmiProvider config={walletConfig}>
        <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>
      </WagmiProvider>
    </PublicConfigProvider>
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
