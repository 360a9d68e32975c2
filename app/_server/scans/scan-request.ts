import { createHash } from 'node:crypto'
import type { Address } from 'viem'
import type { Direction } from '#core/api/scan.ts'
import type { EventId } from '#core/event-id.ts'

/** A scan as it reaches the registry: what was presented, where, and by whose device. */
export type ScanRequest = {
  readonly event: EventId
  readonly eventKey: Uint8Array<ArrayBuffer>
  readonly nonce: Uint8Array<ArrayBuffer>
  readonly code: string
  readonly listId: string
  readonly gateId: string | undefined
  readonly direction: Direction
  /** undefined: now */
  readonly seenAt: Date | undefined
  /** the number this scan asked the phone for; 0: none */
  readonly gateCode: number
  /** what a person tapped, in two-step entry; undefined: nobody was asked */
  readonly decision: 'allow' | 'deny' | undefined
  readonly deviceId: Uint8Array<ArrayBuffer>
  readonly staff: Address
}

/** SHA-256 of what was asked, so that a nonce answers one request only. Who asks is the nonce's own key. */
export function hashScanRequest(request: ScanRequest): Uint8Array<ArrayBuffer> {
  const { code, listId, gateId, direction, seenAt, gateCode, decision } = request
  const said = [code, listId, gateId ?? null, direction, seenAt?.toISOString() ?? null, gateCode]
  if (decision !== undefined) said.push(decision)
  return sha256(JSON.stringify(said))
}

/** Whether a nonce was taken by this very request. */
export function equalsRequest(hash: Uint8Array, request: ScanRequest): boolean {
  return Buffer.compare(hash, hashScanRequest(request)) === 0
}

/** The columns that keep a code: never the code itself, which would still be good for seconds. */
export function describeCode(code: string): { hash: Uint8Array<ArrayBuffer>; length: number } {
  return { hash: sha256(code), length: code.length }
}

/** Of undecodable input, for who looks into it later: at most 64 printable characters. */
export function excerptOf(code: string): string {
  return code.replace(/[^\x20-\x7e]/g, '').slice(0, 64)
}

function sha256(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(text).digest())
}
