import type { ScanAnswer } from '#core/api/scan.ts'

/** One request of one client and everything it heard about it. All times are of one monotonic clock, milliseconds. */
export type Attempt = {
  readonly client: number
  readonly deviceId: string
  readonly staff: string
  readonly nonce: string
  readonly tokenId: bigint | undefined
  /** whose phone made the code; undefined: nobody's */
  readonly publicKey: string | undefined
  readonly direction: 'entry' | 'exit'
  readonly code: string
  readonly sentAt: number
  /** the verdict, as often as it was heard, first and repeated */
  readonly answers: { readonly answer: ScanAnswer; readonly sentAt: number; readonly at: number }[]
  /** what refused the caller instead, such as `forbidden` */
  problem: string | undefined
}

/** Something that was changed about who may do what, and when that was known to be so. */
export type Change = {
  readonly what: 'transferred' | 'revoked' | 'removed' | 'granted'
  /** a ticket, a public key or a member of staff */
  readonly of: string
  /** whose phones may enter with the ticket from then on */
  readonly to?: string
  readonly begunAt: number
  doneAt: number
}

export type History = {
  readonly attempts: Attempt[]
  readonly changes: Change[]
  /** `scanId`s that the follower of the log has read, in the order in which they came */
  readonly followed: string[]
}
