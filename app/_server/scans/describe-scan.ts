import type { Decision } from '#core/admission.ts'
import type { Entry, Refusal } from '#core/reason.ts'
import { messageOf } from '#core/reason-text.ts'
import { displayTokenId, isTokenId } from '#core/token-id.ts'
import { parseRandomBits, toBytes } from '../bytes.ts'
import type { DecidedScan } from './decide-scan.ts'
import type { ScanEntry } from './scan-entry.ts'
import { excerptOf, type ScanRequest } from './scan-request.ts'

type Circumstances = {
  readonly request: ScanRequest
  readonly gateId: string
  readonly timeZone: string
  readonly created: Date
  readonly durationMs: number
}

/** The method that reads the rotating code, for codes that prove nothing. */
const passMethod = 'pass'

/** A decided scan as the log keeps it, with its sentence for the steward. */
export function describeScan(decided: DecidedScan, circumstances: Circumstances): ScanEntry {
  const { decision, seenAt, gathered } = decided
  const { request, gateId, timeZone, created, durationMs } = circumstances
  const refusal = decision.verdict === 'refuse' ? decision.refusal : undefined
  const said = decision.proof ?? (decision.verdict === 'refuse' ? decision.hearsay : undefined)
  const first = refusal && firstOf(refusal)
  const clock = { timeZone, at: seenAt.getTime() }
  return {
    request,
    gateId,
    method: decision.proof?.method ?? passMethod,
    codeExcerpt: refusal && isUnreadable(refusal) ? excerptOf(request.code) : null,
    durationMs,
    record: {
      verdict: decision.verdict,
      reason: refusal?.reason ?? null,
      message: refusal ? messageOf(refusal.reason, refusal.details, clock) : welcome(decision, request),
      tokenId: said && isTokenId(said.tokenId) ? said.tokenId : null,
      tierId: gathered?.facts.ticket?.tierId ?? null,
      holder: decision.proof ? toBytes(decision.proof.holder) : null,
      madeAt: said ? BigInt(said.madeAt) : null,
      firstDatetime: first ? new Date(first.at) : null,
      firstGateId: first?.gateId ?? null,
      firstDeviceId: first ? parseRandomBits(first.deviceId) : null,
      asOfBlock: gathered ? BigInt(gathered.facts.asOf.block) : null,
      asOfHash: gathered?.asOfHash ?? null,
      datetime: seenAt,
      created,
    },
  }
}

function welcome({ proof }: Decision, { direction }: ScanRequest): string {
  const ticket = proof ? `Ticket ${displayTokenId(proof.tokenId)}` : 'The ticket'
  return direction === 'entry' ? `Welcome. ${ticket} is admitted.` : `${ticket} has left. Goodbye.`
}

function firstOf({ details }: Refusal): Entry | undefined {
  return 'first' in details ? details.first : undefined
}

function isUnreadable({ reason, details }: Refusal): boolean {
  return reason === 'invalid' && details.part === 'text'
}
