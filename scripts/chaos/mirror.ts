import { type Outcome, playRound } from './mirror/round.ts'
import { openStage } from './mirror/stage.ts'
import { createRandom } from './random.ts'
import type { ChaosOptions, Tally } from './suite.ts'

const ROUNDS = 25

/** After so many rounds the chain is replaced by another one, which is a fault of its own. */
const ROUNDS_PER_CHAIN = 25

/** What we want of the time from the first good block to a mirror that equals it. Stated, no reason to fail. */
const GOAL_MS = 2_000

/** No chain of a run begins before this: Unix seconds. */
const FIRST_GENESIS_AT = 1_750_000_000

/**
 * Lets the indexer follow a real node through a proxy that fails by seed, while the chain reorganises and processes are
 * killed; after each round the mirror is compared with the chain by code that shares nothing with the indexer's.
 */
export async function run({ seed, rounds = ROUNDS, say }: ChaosOptions): Promise<Tally> {
  const random = createRandom(seed)
  let genesisAt = FIRST_GENESIS_AT + (seed % 1_000_000) * 86_400
  const hasSocket = random.chance(0.7)
  const isLocal = random.chance(0.5)
  say(`The chain is ${isLocal ? 'local: it may lose what was final' : 'a public one: what is final stays'}`)
  say(`The indexer ${hasSocket ? 'is told of' : 'does not know'} the node's WebSocket`)
  const stage = await openStage(random.fork(), { genesisAt, hasSocket, isLocal })
  const outcomes: Outcome[] = []
  try {
    for (let round = 1; round <= rounds; round++) {
      if (outcomes.length > 0 && outcomes.length % ROUNDS_PER_CHAIN === 0) {
        genesisAt += 3_600
        await stage.resetChain(genesisAt)
      }
      const outcome = await playRound(stage, random)
      outcomes.push(outcome)
      say(describe(round, outcome))
    }
  } finally {
    await stage.close()
  }
  say(describeTimes(outcomes))
  const passed = outcomes.filter(isEqual).length
  return { passed, failed: outcomes.length - passed }
}

function isEqual({ tookMs, differences }: Outcome): boolean {
  return tookMs !== undefined && differences.length === 0
}

function describe(round: number, outcome: Outcome): string {
  const { plan, tookMs, differences } = outcome
  const took = tookMs === undefined ? 'never' : `${Math.round(tookMs)} ms`
  const line = `${String(round).padStart(4)} ${isEqual(outcome) ? 'equal ' : 'FAILED'} ${took.padStart(8)}  ${plan}`
  return [line, ...differences.map((difference) => `       ${difference}`)].join('\n')
}

function describeTimes(outcomes: readonly Outcome[]): string {
  const times = outcomes.flatMap(({ tookMs }) => (tookMs === undefined ? [] : [tookMs]))
  const sorted = times.toSorted((one, other) => one - other).map(Math.round)
  const within = sorted.filter((time) => time <= GOAL_MS).length
  const middle = sorted[Math.floor(sorted.length / 2)]
  return `From the good block to equality: median ${middle} ms, longest ${sorted.at(-1)} ms; ${within} of ${outcomes.length} within ${GOAL_MS} ms`
}
