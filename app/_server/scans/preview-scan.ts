import type { ScanPreview } from '#core/api/scan.ts'
import type { Caller } from '../session/caller.ts'
import type { createAdmit } from './admit.ts'
import { describeScan } from './describe-scan.ts'
import { getPlace, getSeenAt, requireScanner } from './scan-place.ts'
import { toScanAnswer } from './scan-record.ts'
import type { ScanRequest } from './scan-request.ts'

/** What a scan would come to. */
export type PreviewScan = (request: ScanRequest, caller: Caller) => Promise<ScanPreview>

type Ports = Pick<Parameters<typeof createAdmit>[0], 'openSources' | 'decideScan' | 'now'>

/** Nothing that is only remembered or expected: no write will compare it. */
const nothingHolds = { isWritten: false, isNew: false, isContextSame: false, isKeySame: false }

/**
 * The first of two steps: decides a scan by the tables as they are and writes nothing, so that a person can look at the
 * ticket before anybody is let in. It promises nothing: the scan that follows decides anew, and is what the log keeps.
 *
 * Whoever may scan may preview, and nobody else.
 * @throws ProblemError as the scan would
 */
export function createPreviewScan({ openSources, decideScan, now }: Ports): PreviewScan {
  return async (request, caller) => {
    const sources = openSources(request, caller.sessionId)
    sources.learn(nothingHolds)
    const at = now()
    const context = await sources.readContext()
    requireScanner(context, caller, at)
    const { list, gateId } = getPlace(context, request)
    const decided = await decideScan(request, { ...context, list }, getSeenAt(request, at), sources)
    const { timeZone } = context.event
    const { record } = describeScan(decided, { request, gateId, timeZone, created: at, durationMs: 0 })
    const { nonce: _, created: __, repeated: ___, ...preview } = toScanAnswer('', record, false)
    return preview
  }
}
