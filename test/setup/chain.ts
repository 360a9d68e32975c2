import { type Chain, startChain } from '#scripts/stack/chain.ts'

const started = new Set<Chain>()

/** A local chain for one test file: stop it in `after`; what is forgotten ends with the run. */
export async function startTestChain(): Promise<Chain> {
  const chain = await startChain()
  started.add(chain)
  void chain.ended.then(() => started.delete(chain))
  return chain
}

/** Stops the chains that the tests have left running. */
export async function stopChains(): Promise<void> {
  await Promise.all([...started].map((chain) => chain.stop()))
}
