import type { Address, Hex } from 'viem'
import type { EntryPolicy } from '#core/entry-policy.ts'
import type { Leeway } from '#core/pass-time.ts'
import type { Reason } from '#core/reason.ts'
import type { Direction, TicketState } from '#core/ticket-check.ts'

/** `pass-v1.json`. All times are Unix seconds, all bytes 0x-hex. docs/pass-format.md explains the fields. */
export type Vectors = {
  readonly chainId: number
  readonly contract: Address
  readonly eventTag: Hex
  readonly leeway: Leeway
  readonly keys: Readonly<Record<string, { readonly d: Hex; readonly publicKey: Hex }>>
  readonly wallets: Readonly<Record<string, { readonly privateKey: Hex; readonly address: Address }>>
  /** The steps on the way to one short and one full pass. */
  readonly worked: Readonly<Record<string, string>>
  /** What a case does not say. */
  readonly defaults: { readonly direction: Direction; readonly gateCode: number; readonly facts: MoreFacts }
  readonly cases: readonly VectorCase[]
}

export type VectorCase = {
  readonly name: string
  readonly text: string
  /** What the text's Base32 decodes to; null where it decodes to nothing. */
  readonly bytes: Hex | null
  readonly seenAt: number
  readonly direction?: Direction
  /** The number that this scan asked the phone for. */
  readonly gateCode?: number
  readonly facts: CaseFacts & Partial<MoreFacts>
  readonly verdict: 'admit' | 'refuse'
  readonly reason: Reason | null
}

export type CaseFacts = {
  /** null: there is no such ticket. */
  readonly owner: Address | null
  /** Registered pass keys of the event. */
  readonly keys: readonly VectorKey[]
  /** What any holder authorised before this is revoked. */
  readonly validFrom: number
  readonly policy: EntryPolicy
  /** null: the ticket has never entered the list. */
  readonly presence: VectorPresence | null
}

export type VectorKey = {
  readonly holder: Address
  readonly publicKey: Hex
  readonly issuedAt: number
  readonly expiresAt: number
}

export type VectorPresence = {
  readonly isInside: boolean
  readonly entries: number
  readonly first: { readonly at: number; readonly gateId: string; readonly deviceId: string }
  readonly lastEntryAt: number
}

export type MoreFacts = {
  readonly formerOwners: readonly Address[]
  /** Public keys that any holder has taken back. */
  readonly revokedKeys: readonly Hex[]
  readonly lastMadeAt: number | null
  /** Since a node confirmed the mirror's block. */
  readonly confirmedSecondsAgo: number
  /** Blocks since the ticket's last mint, sale or reissue, and how many the chain asks for. */
  readonly blocksSince: number
  readonly settleBlocks: number
  readonly isCanceled: boolean
  readonly doorsAt: number
  readonly endsAt: number
  readonly cutOffAt: number
  readonly blockAt: number
  readonly timeZone: string
  readonly dayBeginsHour: number
  readonly tierId: number
  readonly status: TicketState['status']
  readonly isTransferable: boolean
  readonly isBlocked: boolean
  readonly tierIds: readonly number[]
  readonly opensAt: number | null
  readonly closesAt: number | null
  readonly failedRule: string | null
}
