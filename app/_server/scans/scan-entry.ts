import type { ScanRecord } from './scan-record.ts'
import type { ScanRequest } from './scan-request.ts'

/** A decided scan as the log is to keep it. */
export type ScanEntry = {
  readonly request: ScanRequest
  readonly gateId: string
  readonly method: string
  readonly record: ScanRecord & { readonly madeAt: bigint | null; readonly asOfHash: Uint8Array | null }
  /** of undecodable input only */
  readonly codeExcerpt: string | null
  readonly durationMs: number
}
