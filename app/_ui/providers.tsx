'use client'

import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { WagmiProvider } from 'wagmi'
import { config as configureZod } from 'zod/v4/core'
import type { Deployment } from '#core/deployment.ts'
import type { Locale } from '#core/locale.ts'
import { ApiProblem } from './api/client.ts'
import { DeploymentProvider } from './deployment.tsx'
import { KeepThisPage } from './offline/keep-this-page.tsx'
import { createKeepingCache } from './offline/kept-answers.ts'
import { TakeDemoLink } from './wallet/use-demo-accounts.ts'
import { createWalletConfig } from './wallet/wallet-config.ts'
import type { Words } from './words/message.ts'
import { WordsProvider } from './words/words-provider.tsx'

const TRIES = 3

// it would compile shapes as a page's policy forbids, and the browser tells its owner of each attempt
if (typeof window !== 'undefined') configureZod({ jitless: true })

type ProvidersProps = {
  readonly deployment: Deployment
  readonly locale: Locale
  /** The shared components' words in that language. */
  readonly words: Words
  readonly children: ReactNode
}

/** What every page stands on: the deployment's facts, its language, the wallet, and what was loaded. */
export function Providers({ deployment, locale, words, children }: ProvidersProps) {
  const [walletConfig] = useState(() => createWalletConfig(deployment))
  const [queryClient] = useState(createQueryClient)
  return (
    <DeploymentProvider value={deployment}>
      <WordsProvider locale={locale} room="ui" words={words}>
        <WagmiProvider config={walletConfig}>
          <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>
          <KeepThisPage />
          <TakeDemoLink />
        </WagmiProvider>
      </WordsProvider>
    </DeploymentProvider>
  )
}

function createQueryClient(): QueryClient {
  return new QueryClient({
    queryCache: createKeepingCache(),
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
