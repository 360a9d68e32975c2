import { ProblemError } from '../http/problem.ts'
import type { Caller } from '../session/caller.ts'
import { requireOnShift, sessionOver } from '../session/standing.ts'
import type { ScanContext } from './scan-context.ts'
import type { ScanRequest } from './scan-request.ts'

/** A live scan was seen from so long before our time to so long after it. */
const seenAtLimits = { beforeMs: 30_000, afterMs: 2_000 }

/**
 * That this caller may scan at this event, by what was found of it.
 * @throws ProblemError `not_found`, `unauthenticated`, `forbidden`
 */
export function requireScanner(
  context: ScanContext | undefined,
  caller: Caller,
  now: Date,
): asserts context is ScanContext {
  if (!context) throw new ProblemError('not_found', 'The mirror knows no such event.')
  if (!context.isSessionLive) throw sessionOver()
  if (!context.isOrganizer) {
    if (!context.role) throw new ProblemError('forbidden', 'This account is not staff of this event.')
    requireOnShift(caller, now)
  }
  if (context.isDeviceDisabled) throw new ProblemError('forbidden', 'This device may not scan any more.')
}

/**
 * The list that a scan is for and the gate it is made at.
 * @throws ProblemError `not_found`, `bad_request` (gate of another list)
 */
export function getPlace({ list, gate }: ScanContext, { listId, gateId }: ScanRequest) {
  if (!list) throw new ProblemError('not_found', `This event has no list ${listId}.`)
  if (!gate)
    throw new ProblemError('not_found', `This event has no gate ${gateId ?? `for the list ${listId}`}.`)
  if (!gate.listIds.includes(listId)) {
    throw new ProblemError('bad_request', `Gate ${gate.gateId} does not admit to the list ${listId}.`)
  }
  return { list, gateId: gate.gateId }
}

/**
 * When a live scan was seen.
 * @throws ProblemError `bad_request` if that is too long ago or ahead
 */
export function getSeenAt(request: ScanRequest, now: Date): Date {
  if (isSeenInTime(request, now)) return request.seenAt ?? now
  throw new ProblemError('bad_request', 'seenAt is not from 30 s before to 2 s after the server’s time.', {
    errors: [{ path: 'body.seenAt', message: `the server’s time is ${now.toISOString()}` }],
  })
}

/** Whether a live scan may say that it was seen then; without a time it was seen now. */
export function isSeenInTime({ seenAt }: ScanRequest, now: Date): boolean {
  const aheadMs = seenAt ? seenAt.getTime() - now.getTime() : 0
  return aheadMs >= -seenAtLimits.beforeMs && aheadMs <= seenAtLimits.afterMs
}
