import { type Decision, decideAdmission, denyAdmission } from '#core/admission.ts'
import { type PassKeyQuery, provePass } from '#core/pass-check.ts'
import type { PassCrypto } from '#core/pass-crypto.ts'
import type { Proof } from '#core/proof.ts'
import type { ListFacts } from '#core/ticket-check.ts'
import type { GatheredFacts, GatherFacts } from './gather-facts.ts'
import type { FindKeyFacts, KeyFacts } from './key-facts.ts'
import type { ScanContext } from './scan-context.ts'
import type { ScanRequest } from './scan-request.ts'

/** A decision and what it rests on, as far as that was asked for. */
export type DecidedScan = {
  readonly decision: Decision
  readonly seenAt: Date
  /** the keys of the code, and how they were asked for; undefined: it did not come so far */
  readonly keys: { readonly query: PassKeyQuery; readonly facts: KeyFacts } | undefined
  readonly gathered: GatheredFacts | undefined
  /** the key that has signed the code */
  readonly publicKey: Uint8Array | undefined
  /** of the holder, as known: authorisations issued before this Unix second are revoked */
  readonly validFrom: number
}

/** Decides a scan by core's stages; each stage's facts are asked for only when the one before has passed. */
export type DecideScan = (
  request: ScanRequest,
  context: Pick<ScanContext, 'event' | 'leeway'> & { readonly list: ListFacts },
  seenAt: Date,
  sources: FactSources,
) => Promise<DecidedScan>

/** Where a decision's facts come from: read for it, or remembered and expected, for the write to compare. */
export type FactSources = {
  readonly findKeyFacts: FindKeyFacts
  readonly gatherFacts: GatherFacts
}

export function createDecideScan(crypto: PassCrypto): DecideScan {
  return async (request, { event, leeway, list }, seenAt, sources) => {
    let keys: DecidedScan['keys']
    let gathered: GatheredFacts | undefined
    const at = seenAt.getTime()
    const presented = {
      text: request.code,
      seenAt: at,
      gateCode: request.gateCode,
      event: request.event,
      leeway,
    }
    const decided = await decideAdmission(
      () =>
        provePass(
          presented,
          async (query) => {
            const facts = await sources.findKeyFacts(query)
            keys = { query, facts }
            return { ...facts, endsAt: event.endsAt }
          },
          crypto,
        ),
      async (proof) => {
        gathered = await sources.gatherFacts(request, { event, list }, proof)
        return gathered.facts
      },
      { direction: request.direction, seenAt: at },
    )
    const decision = request.decision === 'deny' ? denyAdmission(decided) : decided
    const { proof } = decision
    return {
      decision,
      seenAt,
      keys,
      gathered,
      publicKey: proof && publicKeyOf(proof),
      validFrom: (keys && proof && floorOf(keys.facts, proof)) ?? 0,
    }
  }
}

function publicKeyOf(proof: Proof): Uint8Array | undefined {
  return 'publicKey' in proof && proof.publicKey instanceof Uint8Array ? proof.publicKey : undefined
}

function floorOf({ revocations }: KeyFacts, { holder }: Proof): number {
  const floors = revocations.flatMap((revocation) =>
    'validFrom' in revocation && revocation.holder === holder.toLowerCase() ? [revocation.validFrom] : [],
  )
  return Math.max(0, ...floors)
}
