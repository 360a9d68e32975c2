import { DomainError } from '#core/error.ts'
import { callApi } from '../api/client.ts'
import { event } from '../api/shapes.ts'
import { pause } from './pause.ts'

/** The chain has it, and our mirror has not come so far in the time that somebody can be asked to wait. */
export class MirrorLate extends DomainError {
  readonly code = 'mirror_late'
}

const POLL_MS = 700
const PATIENCE_MS = 90_000

/**
 * Waits until the mirror has come to a block, as the server says it of an event; a new event is one from then on. A
 * server that does not answer is asked again.
 *
 * @throws MirrorLate; the reason of `signal` once it aborts.
 */
export async function waitForMirror(eventId: string, block: bigint, signal: AbortSignal): Promise<void> {
  const latest = performance.now() + PATIENCE_MS
  for (;;) {
    const known = await callApi(`/api/events/${eventId}`, event, { signal }).catch(() => undefined)
    if (known && BigInt(known.asOf.block) >= block) return
    if (performance.now() > latest) throw new MirrorLate('our records are behind the chain')
    await pause(POLL_MS, signal)
  }
}
