import type { EntryRule } from './entry-policy.ts'
import type { Hearsay, Proof, Proving } from './proof.ts'
import { type Refusal, refuse } from './reason.ts'
import { judgeTicket, type Passage, ruleOf, type TicketFacts } from './ticket-check.ts'
import type { UnixSeconds } from './time.ts'

/**
 * What the conditional write needs so that SQL only compares. The passage takes place if, in one statement, the ticket
 * still belongs to `holder`, `rule` still holds and `madeAt` is later than the last one accepted.
 */
export type Claim = {
  readonly tokenId: bigint
  readonly holder: Proof['holder']
  readonly madeAt: UnixSeconds
} & (
  | { readonly direction: 'entry'; readonly rule: EntryRule }
  /** Takes place if the ticket is inside. */
  | { readonly direction: 'exit' }
)

/** What the decision comes to. An admission is one only once its claim is written. */
export type Decision =
  | { readonly verdict: 'admit'; readonly proof: Proof; readonly facts: TicketFacts; readonly claim: Claim }
  | {
      readonly verdict: 'refuse'
      readonly refusal: Refusal
      /** Present from the ticket stage on. */
      readonly proof?: Proof
      readonly facts?: TicketFacts
      /** What an unproven code says it is, for the log. */
      readonly hearsay?: Hearsay
    }

/**
 * Decides a scan, for servers and offline scanners alike: what a verification method proves, then whether that lets the
 * ticket pass. Stops at the first reason; each stage's facts are asked for only when the stage before has passed.
 *
 * Pure but for the facts it is handed: no clock, no storage, no network.
 *
 * @param prove A method's own stages over what was presented, as `provePass` for the rotating code.
 * @param findTicketFacts Gathers what the ticket stage needs, once somebody has proven to hold a ticket.
 */
export async function decideAdmission(
  prove: () => Promise<Proving>,
  findTicketFacts: (proof: Proof) => TicketFacts | Promise<TicketFacts>,
  passage: Passage,
): Promise<Decision> {
  const proving = await prove()
  if ('refusal' in proving) return { verdict: 'refuse', ...proving }
  const { proof } = proving
  const facts = await findTicketFacts(proof)
  const refusal = judgeTicket(proof, passage, facts)
  if (refusal) return { verdict: 'refuse', refusal, proof, facts }
  return { verdict: 'admit', proof, facts, claim: claimOf(proof, passage, facts) }
}

/**
 * What becomes of a decision when a person denies the guest (two-step entry): a refusal by `rules`. A person may deny
 * what the rules allow and never the other way round, so a refusal stays as it is.
 */
export function denyAdmission(decision: Decision): Decision {
  if (decision.verdict === 'refuse') return decision
  const { proof, facts } = decision
  return { verdict: 'refuse', refusal: refuse('rules', { rule: DENIED }), proof, facts }
}

const DENIED = 'The steward has not let this guest in.'

function claimOf({ tokenId, holder, madeAt }: Proof, passage: Passage, facts: TicketFacts): Claim {
  const { direction } = passage
  if (direction === 'exit') return { tokenId, holder, madeAt, direction }
  return { tokenId, holder, madeAt, direction, rule: ruleOf(passage, facts) }
}
