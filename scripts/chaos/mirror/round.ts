import { setTimeout as wait } from 'node:timers/promises'
import type { Random } from '../random.ts'
import { FAULTS } from './faults.ts'
import type { Stage } from './stage.ts'

/** How one round went. */
export type Outcome = {
  /** What was done to the indexer, in words. */
  readonly plan: string
  /** From the good block until the mirror was there; undefined when it did not come. */
  readonly tookMs: number | undefined
  /** What the mirror and the chain do not agree on; none: they are equal. */
  readonly differences: readonly string[]
}

/** So long the mirror may take before the round counts as lost, on however slow a machine. */
const PATIENCE_MS = 240_000

/** Anvil takes no block back that is older than the factory; two blocks stay between. */
const KEPT_BELOW = 2n

/**
 * One round: the chain goes on and changes its mind while the node, the way to it, the indexer and the database fail.
 * Then all is well again, one good block comes, and the mirror must be what the chain is.
 */
export async function playRound(stage: Stage, random: Random): Promise<Outcome> {
  const faults = chooseFaults(stage, random)
  const done = faults.map(({ name }) => name)
  stage.node.inject(faults)
  await stage.revive()
  for (let steps = random.between(2, 5); steps > 0; steps--) {
    const [name, take] = random.pick(STEPS)
    const detail = await take(stage, random)
    done.push(detail === undefined ? name : `${name} ${detail}`)
  }
  stage.node.inject([])
  await stage.revive()
  await stage.world().mine()
  const { tookMs, differences } = await settle(stage)
  return { plan: done.join('; '), tookMs, differences }
}

function chooseFaults({ node }: Stage, random: Random) {
  const kinds = Object.values(FAULTS)
  return Array.from({ length: random.between(0, 3) }, () => random.pick(kinds)(random.fork(), node.healed))
}

async function settle(stage: Stage): Promise<Pick<Outcome, 'tookMs' | 'differences'>> {
  const startedAt = performance.now()
  const head = await stage.getHead()
  for (;;) {
    const tip = await stage.findTip()
    const tookMs = performance.now() - startedAt
    if (tip?.hash === head.hash) return { tookMs, differences: await stage.compare() }
    if (tookMs > PATIENCE_MS) {
      const where = tip ? `at block ${tip.number} (${tip.hash})` : 'nowhere'
      const sentence = `The mirror is ${where}, the chain at block ${head.number} (${head.hash})`
      return { tookMs: undefined, differences: [sentence, ...stage.said.slice(-5)] }
    }
    await wait(10)
  }
}

/** Does something, and may say how much of it. */
type Step = (stage: Stage, random: Random) => Promise<string | undefined>

const nothingToSay = async (done: Promise<unknown>): Promise<undefined> => {
  await done
  return undefined
}

const live: Step = async (stage, random) => {
  const blocks = random.between(1, 6)
  await stage.world().live(blocks)
  return `${blocks} blocks`
}

const reorganise: Step = async (stage, random) => {
  const depth = await chooseDepth(stage, random)
  await stage.world().replace(depth)
  return `of ${depth}`
}

const shorten: Step = async (stage, random) => {
  const depth = await chooseLoss(stage, random)
  await stage.world().drop(depth)
  return `by ${depth}`
}

async function chooseDepth(stage: Stage, random: Random): Promise<number> {
  const { number } = await stage.getHead()
  const most = Number(number - stage.startBlock - KEPT_BELOW)
  const depth = random.pick([random.between(1, 3), random.between(1, 12), random.between(10, 50)])
  return Math.max(1, Math.min(most, random.chance(0.06) ? random.between(66, 100) : depth))
}

/** A public chain never becomes so short that its head is below what was final. */
async function chooseLoss(stage: Stage, random: Random): Promise<number> {
  const depth = await chooseDepth(stage, random)
  if (stage.isLocal) return depth
  const [{ number }, final] = await Promise.all([stage.getHead(), stage.findFinal()])
  return Math.max(1, Math.min(depth, Number(number - final) - 1))
}

const STEPS: readonly (readonly [name: string, take: Step])[] = [
  ['the chain lives', live],
  ['the chain lives', live],
  ['the chain lives', live],
  ['reorganisation', reorganise],
  ['reorganisation', reorganise],
  ['the chain becomes shorter', shorten],
  ['the WebSocket is cut', (stage) => nothingToSay(Promise.resolve(stage.node.cutSockets()))],
  ['a moment passes', (_, random) => nothingToSay(wait(random.between(10, 400)))],
  ['a moment passes', (_, random) => nothingToSay(wait(random.between(10, 400)))],
  ['kill -9', (stage) => nothingToSay(stage.kill())],
  ['kill -9 and restart', (stage) => nothingToSay(stage.kill().then(stage.revive))],
  ['Postgres restarts', (stage) => nothingToSay(stage.restartPostgres())],
  ['kill -9 of Postgres', (stage) => nothingToSay(stage.killPostgres())],
  [
    'kill -9, the mirror is forgotten',
    (stage) => nothingToSay(stage.kill().then(stage.forget).then(stage.revive)),
  ],
]
