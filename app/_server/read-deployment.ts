import type { Deployment } from '#core/deployment.ts'
import { readServerEnvironment } from '#runtime/environment.ts'
import { describeChain } from './chain/describe-chain.ts'

/**
 * The public part of this process's environment. For requests, not for module scope: a build has no environment.
 *
 * @throws EnvironmentInvalid
 */
export function readDeployment(): Deployment {
  const { chainId, factory, isLocalChain, mayBePublished, wallets, passPrefix } = readServerEnvironment(
    process.env,
  )
  const demo = isLocalChain ? { demo: mayBePublished ? ('published' as const) : ('fresh' as const) } : {}
  return {
    chainId,
    chain: describeChain(chainId, isLocalChain),
    factory: factory.address,
    isLocal: isLocalChain,
    ...demo,
    wallets,
    passPrefix,
  }
}
