import type { Claim } from '#core/admission.ts'
import type { ScanAnswer } from '#core/api/scan.ts'
import { ProblemError, unavailable } from '../http/problem.ts'
import type { Caller } from '../session/caller.ts'
import type { ChainPositions } from './chain-position.ts'
import type { DecidedScan, DecideScan } from './decide-scan.ts'
import { describeScan } from './describe-scan.ts'
import type { ScanContext } from './scan-context.ts'
import { getPlace, getSeenAt, isSeenInTime, requireScanner } from './scan-place.ts'
import { type ScanRecord, toScanAnswer } from './scan-record.ts'
import { equalsRequest, type ScanRequest } from './scan-request.ts'
import type { ClaimBasis, ScanBasis } from './scan-row.ts'
import type { OpenSources } from './scan-sources.ts'
import type { Outcome, WriteScans } from './write-scans.ts'

/**
 * Answers one scan: with the verdict, or with the stored one if its nonce was answered before.
 * @param nonce as the request wrote it
 */
export type Admit = (request: ScanRequest, caller: Caller, nonce: string) => Promise<ScanAnswer>

type Ports = {
  readonly openSources: OpenSources
  readonly decideScan: DecideScan
  readonly write: Pick<WriteScans, 'refuse' | 'claim'>
  readonly positions: Pick<ChainPositions, 'remember'>
  readonly getRecord: (scan: { readonly scanId: bigint; readonly created: Date }) => Promise<ScanRecord>
  readonly now: () => Date
  /** milliseconds that only ever grow */
  readonly monotonic: () => number
}

/** How often a scan is decided again because others were faster; each time somebody else was answered. */
const mostAttempts = 8

/**
 * The use case of the gate: who may scan here, then the nonce, then core's three stages, then the one write. What
 * changed between reading and writing, or was remembered or expected wrongly, makes it decide again.
 *
 * The answer is on disk when it is given (invariant 3), refusals and garbage included (invariant 4).
 * @throws ProblemError `unauthenticated`, `forbidden`, `not_found` (event, list, gate), `bad_request` (time, gate of
 * another list), `nonce_reused`, `unavailable`
 */
export function createAdmit(ports: Ports): Admit {
  return async (request, caller, nonce) => {
    const startedAt = ports.monotonic()
    const sources = ports.openSources(request, caller.sessionId)
    for (let attempt = 0; attempt < mostAttempts; attempt++) {
      const now = ports.now()
      // a time that cannot be taken is still the time of a scan that was answered before
      const context = isSeenInTime(request, now) ? await sources.findContext() : await sources.readContext()
      requireScanner(context, caller, now)
      if (context.stored) {
        if (!equalsRequest(context.stored.requestHash, request)) throw nonceReused()
        return toScanAnswer(nonce, await ports.getRecord(context.stored), true)
      }
      const { list, gateId } = getPlace(context, request)
      const decided = await ports.decideScan(request, { ...context, list }, getSeenAt(request, now), sources)
      const { decision, gathered } = decided
      if (decision.verdict === 'refuse' && gathered && sources.stopExpecting()) continue
      const scan = describeScan(decided, {
        request,
        gateId,
        timeZone: context.event.timeZone,
        created: now,
        durationMs: Math.round(ports.monotonic() - startedAt),
      })
      const basis = basisOf(decided, caller, context)
      const outcome =
        decision.verdict === 'refuse'
          ? await ports.write.refuse(scan, basis)
          : await ports.write.claim(scan, basis, claimBasisOf(decision.claim, decided))
      if (outcome.position) ports.positions.remember(request.event.chainId, outcome.position)
      if (outcome.isWritten) return toScanAnswer(nonce, recordOf(scan.record, decided, outcome), false)
      sources.learn(outcome)
    }
    throw unavailable('Too many scans of this ticket at once. Scan again.')
  }
}

function basisOf({ keys }: DecidedScan, { sessionId }: Caller, { version }: ScanContext): ScanBasis {
  return {
    sessionId,
    contextVersion: version,
    keys: keys && { keyTag: keys.query.keyTag, version: keys.facts.version },
  }
}

function claimBasisOf(claim: Claim, { gathered, publicKey, validFrom }: DecidedScan): ClaimBasis {
  const nothing = { mirrored: { ticket: undefined, isBlocked: false }, chain: undefined }
  const { mirrored, chain } = gathered ?? nothing
  return { claim, mirrored, publicKey, validFrom, chain }
}

/** An admission by the mirror is as of the block at which the statement that wrote it found the mirror. */
function recordOf(record: ScanRecord, { gathered }: DecidedScan, { position }: Outcome): ScanRecord {
  return gathered?.chain && position ? { ...record, asOfBlock: BigInt(position.block) } : record
}

function nonceReused(): ProblemError {
  return new ProblemError('nonce_reused', 'This nonce has answered another request of this device.')
}
