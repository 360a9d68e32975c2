import { stopChains } from './chain.ts'
import { stopCluster } from './database.ts'
import { endRun } from './teardown.ts'

/** After the last test of the run: stops what the tests share. */
export async function mochaGlobalTeardown(): Promise<void> {
  await stopChains()
  await stopCluster()
  await endRun()
}
