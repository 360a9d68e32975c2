import type { Claim } from '#core/admission.ts'
import type { TicketState } from '#core/ticket-check.ts'
import { formatBytea } from '../bytes.ts'
import type { ScanEntry } from './scan-entry.ts'
import { describeCode, hashScanRequest } from './scan-request.ts'

/** What any scan was decided upon: it is written only if that still is so. */
export type ScanBasis = {
  readonly sessionId: string
  readonly contextVersion: string
  /** the registered keys that were looked at; undefined: the scan did not come so far */
  readonly keys: { readonly keyTag: string; readonly version: string | null } | undefined
}

/** What an admission was decided upon beside that. */
export type ClaimBasis = {
  readonly claim: Claim
  /** as the mirror and the registry are to have it; no ticket: a second node knew it */
  readonly mirrored: { readonly ticket: TicketState | undefined; readonly isBlocked: boolean }
  /** undefined where the method has none */
  readonly publicKey: Uint8Array | undefined
  /** of the holder at this event, Unix seconds: a later floor revokes; 0: none */
  readonly validFrom: number
  /** where the mirror has to stand at least; undefined: a second node was asked instead */
  readonly chain:
    | {
        readonly chainId: number
        readonly block: number
        readonly blockAt: number
        readonly confirmedAt: number | null
        /** when these facts become too old; null: never */
        readonly freshUntil: number | null
      }
    | undefined
}

/** A scan as `scanColumns` takes it. */
export type ScanRow = ReturnType<typeof toScanRow>

/** A scan as JSON that Postgres reads: bytes as `\x…`, times as RFC 3339, 64-bit numbers as text. */
export function toScanRow(scan: ScanEntry, { sessionId, contextVersion, keys }: ScanBasis) {
  const { request, record } = scan
  const code = describeCode(request.code)
  return {
    event_id: formatBytea(request.eventKey),
    device_id: formatBytea(request.deviceId),
    nonce: formatBytea(request.nonce),
    request_hash: formatBytea(hashScanRequest(request)),
    session_id: sessionId,
    staff: hex(request.staff),
    gate_id: scan.gateId,
    list_id: request.listId,
    context_version: contextVersion,
    key_tag: keys ? hex(keys.keyTag) : null,
    keys_version: keys?.version ?? null,
    created: record.created,
    datetime: record.datetime,
    direction: request.direction,
    method: scan.method,
    verdict: record.verdict,
    reason: record.reason,
    message: record.message,
    decision: request.decision ?? null,
    token_id: record.tokenId?.toString() ?? null,
    tier_id: record.tierId,
    holder: record.holder && formatBytea(record.holder),
    made_at: record.madeAt?.toString() ?? null,
    code_hash: formatBytea(code.hash),
    code_length: code.length,
    code_excerpt: scan.codeExcerpt,
    first_datetime: record.firstDatetime,
    first_gate_id: record.firstGateId,
    first_device_id: record.firstDeviceId && formatBytea(record.firstDeviceId),
    as_of_block: record.asOfBlock?.toString() ?? null,
    as_of_hash: record.asOfHash && formatBytea(record.asOfHash),
    duration_ms: scan.durationMs,
  }
}

/** An admission as `claimColumns` takes it. Where the mirror was asked, the statement says as of which block. */
export function toClaimRow(scan: ScanEntry, basis: ScanBasis, claimed: ClaimBasis) {
  const { claim, mirrored, publicKey, validFrom, chain } = claimed
  const { ticket, isBlocked } = mirrored
  const rule = claim.direction === 'entry' ? claim.rule : undefined
  return {
    ...toScanRow(scan, basis),
    ...(chain && { as_of_block: null, as_of_hash: null }),
    public_key: publicKey ? formatBytea(publicKey) : null,
    valid_from: validFrom,
    owner: ticket ? hex(ticket.owner) : null,
    status: ticket?.status ?? null,
    settles_from_block: ticket?.settlesFromBlock ?? null,
    is_blocked: isBlocked,
    chain_id: chain?.chainId ?? null,
    chain_block: chain?.block ?? null,
    chain_at: chain ? time(chain.blockAt) : null,
    confirmed_at: chain?.confirmedAt ? time(chain.confirmedAt) : null,
    fresh_until: chain?.freshUntil ? time(chain.freshUntil) : null,
    max_entries: rule?.maxEntries ?? null,
    since: rule ? time(rule.since) : null,
    must_be_outside: rule?.mustBeOutside ?? null,
  }
}

/** Of a `0x…` text. */
function hex(text: string): string {
  return `\\x${text.slice(2)}`
}

function time(at: number): string {
  return new Date(at).toISOString()
}
