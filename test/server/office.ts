import { randomBytes } from 'node:crypto'
import type { Address } from 'viem'
import type { Stage } from './stage.ts'

/** Issues tickets to their holders. */
export async function issueTickets(
  stage: Stage,
  tickets: readonly (readonly [bigint, Address])[],
): Promise<void> {
  for (const [tokenId, holder] of tickets) await stage.issue(tokenId, holder)
}

type LoggedScan = {
  readonly tokenId: bigint
  /** null: no signature has verified */
  readonly holder: Address | null
  readonly verdict: 'admit' | 'refuse'
  readonly reason: string | null
}

/** Writes a scan into the log as the gate's use case would. */
export async function scanOf(stage: Stage, { tokenId, holder, verdict, reason }: LoggedScan): Promise<void> {
  await stage.run(
    `INSERT INTO registry.scan (event_id, datetime, kind, direction, method, nonce, device_id, staff, gate_id, list_id,
       verdict, reason, message, token_id, tier_id, holder, code_hash, code_length, duration_ms)
     VALUES ($1, now(), 'scan', 'entry', 'pass', $2, $3, $4, '1', 'main', $5, $6, '', $7, $8, $9, $10, 140, 3)`,
    randomBytes(16),
    Buffer.alloc(16),
    Buffer.alloc(20),
    verdict,
    reason,
    tokenId,
    Number(tokenId / 1_000_000n),
    holder === null ? null : Buffer.from(holder.slice(2), 'hex'),
    Buffer.alloc(32),
  )
}
