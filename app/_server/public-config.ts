import type { Address } from 'viem'
import { readServerEnvironment } from '#runtime/environment.ts'

/** What the pages know of the deployment: nothing that is not public anyway. */
export type PublicConfig = {
  readonly chainId: number
  readonly factory: Address
  /** A local chain that this deployment started itself: the demo wallet is offered. */
  readonly isLocal: boolean
  /** Stands before the Base32 of every code, in capitals; may be empty. */
  readonly passPrefix: string
}

/**
 * The public part of this process's environment. For requests, not for module scope: a build has no environment.
 *
 * @throws EnvironmentInvalid
 */
export function readPublicConfig(): PublicConfig {
  const { chainId, factory, isLocalChain, passPrefix } = readServerEnvironment(process.env)
  return { chainId, factory: factory.address, isLocal: isLocalChain, passPrefix }
}
