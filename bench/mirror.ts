import { mkdtemp } from 'node:fs/promises'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { removeCluster, startPostgres } from '#scripts/stack/postgres.ts'
import { openBenchChain } from './mirror/chain.ts'
import { type Indexer, ours, ponder } from './mirror/indexers.ts'
import { type Run, runOnce } from './mirror/measure.ts'
import { compare, median, quantile, type Result } from './result.ts'

const RUNS = 3
const BLOCKS = 50

/**
 * Our indexer and Ponder on the same anvil, the same PostgreSQL (which waits for its disk) and the same 100,000 transfers,
 * in turn, each time in a database of its own; then 50 blocks at the head with one ticket each, both told of heads through
 * the WebSocket; `head-announced` is when a listener that does nothing has heard. Ponder keeps tickets and transfers alone; ours also events, tiers, prices, roles, and what undoes a block.
 */
export async function measure(): Promise<readonly Result[]> {
  const folder = await mkdtemp(join(tmpdir(), 'usher-bench-'))
  const postgres = await startPostgres({ folder })
  const chain = await openBenchChain()
  const runs = new Map<Indexer, Run[]>([
    [ours, []],
    [ponder, []],
  ])
  try {
    for (let round = 1; round <= RUNS; round++) {
      for (const [indexer, done] of runs) {
        const run = await runOnce(indexer, postgres.url, chain, BLOCKS)
        done.push(run)
        const times = `head ${quantile(run.head, 0.5).toFixed(1)} / ${quantile(run.head, 0.95).toFixed(1)} ms`
        const load = `load ${loadavg()[0]?.toFixed(1)}`
        console.error(
          `${indexer.name}: ${run.wall.toFixed(2)} s, ${run.memory.toFixed(0)} MB, ${times}, ${load}`,
        )
      }
    }
  } finally {
    await chain.anvil.stop()
    await postgres.stop()
    removeCluster(folder)
  }
  return summarise(runs.get(ours) ?? [], runs.get(ponder) ?? [])
}

function summarise(our: readonly Run[], their: readonly Run[]): readonly Result[] {
  const result = (name: string, unit: string, goal: string, take: (runs: readonly Run[]) => number) =>
    compare({ name, ours: take(our), peer: take(their), peerName: ponder.name, unit, goal })
  const timesOf = (name: 'head' | 'announced', part: number) => (runs: readonly Run[]) =>
    quantile(
      runs.flatMap((run) => run[name]),
      part,
    )
  return [
    result('backfill-wall', 's', 'ratio at most 0.25', (runs) => median(runs.map(({ wall }) => wall))),
    result('backfill-memory', 'MB', 'ratio at most 0.5', (runs) => median(runs.map(({ memory }) => memory))),
    result('head-p50', 'ms', 'ours at most 20', timesOf('head', 0.5)),
    result('head-p95', 'ms', 'ratio at most 0.3', timesOf('head', 0.95)),
    result('head-announced-p50', 'ms', 'none set', timesOf('announced', 0.5)),
    result('head-announced-p95', 'ms', 'none set', timesOf('announced', 0.95)),
  ]
}
