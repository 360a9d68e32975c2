'use client'

import { createContext, type ReactNode, use } from 'react'
import type { Deployment } from '#core/deployment.ts'

const Context = createContext<Deployment | undefined>(undefined)

/** Gives the deployment's facts to the components below. */
export function DeploymentProvider(props: { readonly value: Deployment; readonly children: ReactNode }) {
  return <Context value={props.value}>{props.children}</Context>
}

/** The deployment's facts. */
export function useDeployment(): Deployment {
  const deployment = use(Context)
  if (!deployment) throw new Error('useDeployment needs a DeploymentProvider above it')
  return deployment
}
