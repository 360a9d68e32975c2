'use client'

import { createContext, type ReactNode, use } from 'react'
import type { Address } from 'viem'

/** What the pages know of the deployment; rendered by the server, the same for everybody. */
export type PublicConfig = {
  readonly chainId: number
  readonly factory: Address
  /** A local chain that this deployment started itself: the demo wallet is offered. */
  readonly isLocal: boolean
  /** Stands before the Base32 of every code, in capitals; may be empty. */
  readonly passPrefix: string
}

const Context = createContext<PublicConfig | undefined>(undefined)

/** Gives the deployment's facts to the components below. */
export function PublicConfigProvider(props: { readonly value: PublicConfig; readonly children: ReactNode }) {
  return <Context value={props.value}>{props.children}</Context>
}

/** The deployment's facts. */
export function usePublicConfig(): PublicConfig {
  const config = use(Context)
  if (!config) throw new Error('usePublicConfig needs a PublicConfigProvider above it')
  return config
}
