/** How far a transaction has come: each says what is going on now. */
export const SENDING_STEPS = ['check', 'wallet', 'sent', 'in_block'] as const

export type Progress = {
  readonly step: (typeof SENDING_STEPS)[number]
  /** It only lets the contract take the price; the call itself follows. */
  readonly isApproval: boolean
}
