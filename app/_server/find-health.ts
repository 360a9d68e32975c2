import type { Health } from '#core/api/health.ts'
import { MAX_CONFIRMED_AGE_MS } from '#core/freshness.ts'
import type { Database } from '#prisma/client.ts'

/** Whether this deployment can do its work now. Never throws. */
export type FindHealth = () => Promise<Health>

type Ports = {
  readonly db: Database
  readonly chainId: number
  readonly redisState: () => Health['redis']
  readonly relayState: () => Health['relay']
}

/** Without a word from the chain for so long the mirror is of no use, not merely late. */
const unusableAfterSeconds = 60

type Row = { readonly block: bigint; readonly head: bigint; readonly lagSeconds: number | null }

export function createFindHealth({ db, chainId, redisState, relayState }: Ports): FindHealth {
  return async () => {
    const redis = redisState()
    const relay = relayState()
    let row: Row | undefined
    try {
      ;[row] = await db.$queryRaw<Row[]>`
        SELECT block_number AS block, head_number AS head,
          greatest(0, extract(epoch FROM clock_timestamp() - confirmed_at))::float8 AS "lagSeconds"
        FROM mirror.chain WHERE chain_id = ${BigInt(chainId)}`
    } catch {
      return { status: 'unavailable', database: 'down', redis, relay, mirror: null }
    }
    if (!row || row.lagSeconds === null) {
      return { status: 'unavailable', database: 'ok', redis, relay, mirror: null }
    }
    const mirror = { block: Number(row.block), head: Number(row.head), lagSeconds: row.lagSeconds }
    return { status: judge(mirror.lagSeconds, redis), database: 'ok', redis, relay, mirror }
  }
}

function judge(lagSeconds: number, redis: Health['redis']): Health['status'] {
  if (!(lagSeconds <= unusableAfterSeconds)) return 'unavailable'
  return lagSeconds * 1000 <= MAX_CONFIRMED_AGE_MS && redis !== 'down' ? 'ok' : 'degraded'
}
