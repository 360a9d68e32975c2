import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client'
import type { Refusal } from '#runtime/chain/refusal.ts'
import type { Page } from '#runtime/status-server.ts'
import type { CatchUp, Watch } from './watch.ts'

/** What the indexer tells those who run it. */
export type Status = Watch & {
  /** The node did not answer a call. */
  refused(refusal: Refusal): void
  /** Whether this process is the one that writes. */
  isWriter(now: boolean): void
  /** Whether new heads come by themselves, or have to be asked for. */
  isPushed(now: boolean): void
  /** `/status` and `/metrics`. */
  readonly pages: Readonly<Record<string, () => Page | Promise<Page>>>
}

/** Without a word from the chain for so long, the status is red: the same as the server's health. */
const RED_AFTER_SECONDS = 60

/** @param now milliseconds of a clock that never goes back */
export function createStatus(now: () => number = () => performance.now()): Status {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const gauge = (name: string, help: string) => new Gauge({ name, help, registers: [registry] })
  const counter = <Label extends string>(name: string, help: string, labelNames: Label[] = []) =>
    new Counter({ name, help, labelNames, registers: [registry] })

  const block = gauge('usher_mirror_block', 'The block that the mirror equals')
  const head = gauge('usher_mirror_head', 'The head of the node when it last answered')
  const lag = gauge('usher_mirror_lag_blocks', 'Blocks between the two')
  const writer = gauge('usher_mirror_writer', '1 while this process writes the mirror, 0 while it stands by')
  const pushed = gauge(
    'usher_mirror_pushed',
    '1 while the WebSocket tells of new heads, 0 while they are asked for',
  )
  const reorgs = counter('usher_mirror_reorgs_total', 'How often blocks have left the chain')
  const undone = counter('usher_mirror_undone_blocks_total', 'Blocks that have left the chain')
  const rows = counter('usher_mirror_rows_total', 'Rows that were written', ['table'])
  const errors = counter('usher_rpc_errors_total', 'Calls that the node did not answer', ['kind'])
  let confirmedAt: number | undefined
  let catchUp: CatchUp | undefined
  new Gauge({
    name: 'usher_mirror_confirmed_age_seconds',
    help: 'Since a node last confirmed the mirror’s block as its head; NaN before the first time',
    registers: [registry],
    collect() {
      this.set(age())
    },
  })
  const age = (): number => (confirmedAt === undefined ? Number.NaN : (now() - confirmedAt) / 1_000)

  const describe = async (): Promise<Page> => {
    const value = async (metric: Gauge | Counter) => (await metric.get()).values[0]?.value ?? 0
    const confirmedSecondsAgo = age()
    const isWriter = (await value(writer)) === 1
    // One that stands by has nothing to confirm.
    const isRed = isWriter && !(confirmedSecondsAgo <= RED_AFTER_SECONDS)
    const body = {
      status: isRed ? 'red' : 'green',
      role: isWriter ? 'writes' : 'stands by',
      block: await value(block),
      head: await value(head),
      lagBlocks: await value(lag),
      confirmedSecondsAgo: Number.isNaN(confirmedSecondsAgo) ? null : Number(confirmedSecondsAgo.toFixed(1)),
      heads: (await value(pushed)) === 1 ? 'pushed' : 'polled',
      catchingUp: catchUp
        ? { from: Number(catchUp.from), at: Number(catchUp.at), to: Number(catchUp.to) }
        : null,
      reorgs: await value(reorgs),
    }
    return { status: isRed ? 503 : 200, type: 'application/json', body: `${JSON.stringify(body)}\n` }
  }

  return {
    moved: (tip, headNumber) => {
      block.set(Number(tip.number))
      head.set(Number(headNumber))
      lag.set(Number(headNumber - tip.number))
    },
    confirmed: () => {
      confirmedAt = now()
      catchUp = undefined
    },
    wentBack: (blocks) => {
      reorgs.inc()
      undone.inc(Number(blocks))
    },
    wrote: (changes) => {
      for (const [table, changed] of Object.entries(changes)) {
        rows.inc(
          { table },
          Array.isArray(changed) ? changed.length : (changed as ReadonlyMap<unknown, unknown>).size,
        )
      }
    },
    catchingUp: (progress) => {
      catchUp = progress
    },
    refused: (kind) => errors.inc({ kind }),
    isWriter: (is) => writer.set(is ? 1 : 0),
    isPushed: (is) => pushed.set(is ? 1 : 0),
    pages: {
      '/status': describe,
      '/metrics': async () => ({ status: 200, type: registry.contentType, body: await registry.metrics() }),
    },
  }
}
