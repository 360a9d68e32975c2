import { type Decision, decideAdmission } from '#core/admission.ts'
import { type PassKeyFacts, provePass } from '#core/pass-check.ts'
import type { PassCrypto } from '#core/pass-crypto.ts'
import type { Proof } from '#core/proof.ts'
import type { ListFacts } from '#core/ticket-check.ts'
import type { GatheredFacts, GatherFacts } from './gather-facts.ts'
import type { FindKeyFacts } from './key-facts.ts'
import type { ScanContext } from './scan-context.ts'
import type { ScanRequest } from './scan-request.ts'

/** A decision and what it rests on, as far as that was asked for. */
export type DecidedScan = {
  readonly decision: Decision
  readonly seenAt: Date
  readonly gathered: GatheredFacts | undefined
  /** what the mirror said of the ticket; nothing if it was not asked */
  readonly mirrored: GatheredFacts['mirrored']
  readonly publicKey: Uint8Array | undefined
  /** of the holder, as read: authorisations issued before this Unix second are revoked */
  readonly validFrom: number
}

/** Decides a scan by core's stages; each stage's facts are read only when the one before has passed. */
export type DecideScan = (
  request: ScanRequest,
  context: Pick<ScanContext, 'event' | 'leeway'> & { readonly list: ListFacts },
  seenAt: Date,
) => Promise<DecidedScan>

type Ports = {
  readonly findKeyFacts: FindKeyFacts
  readonly gatherFacts: GatherFacts
  readonly crypto: PassCrypto
}

export function createDecideScan({ findKeyFacts, gatherFacts, crypto }: Ports): DecideScan {
  return async (request, { event, leeway, list }, seenAt) => {
    let keyFacts: PassKeyFacts | undefined
    let gathered: GatheredFacts | undefined
    const at = seenAt.getTime()
    const presented = {
      text: request.code,
      seenAt: at,
      gateCode: request.gateCode,
      event: request.event,
      leeway,
    }
    const decision = await decideAdmission(
      () =>
        provePass(
          presented,
          async (query) => {
            keyFacts = { ...(await findKeyFacts(query)), endsAt: event.endsAt }
            return keyFacts
          },
          crypto,
        ),
      async ({ tokenId }) => {
        gathered = await gatherFacts(request, { event, list }, tokenId)
        return gathered.facts
      },
      { direction: request.direction, seenAt: at },
    )
    const { proof } = decision
    return {
      decision,
      seenAt,
      gathered,
      mirrored: gathered?.mirrored ?? { ticket: undefined, isBlocked: false },
      publicKey: proof && publicKeyOf(proof),
      validFrom: (keyFacts && proof && floorOf(keyFacts, proof)) ?? 0,
    }
  }
}

function publicKeyOf(proof: Proof): Uint8Array | undefined {
  return 'publicKey' in proof && proof.publicKey instanceof Uint8Array ? proof.publicKey : undefined
}

function floorOf({ revocations }: PassKeyFacts, { holder }: Proof): number {
  const floors = revocations.flatMap((revocation) =>
    'validFrom' in revocation && revocation.holder === holder.toLowerCase() ? [revocation.validFrom] : [],
  )
  return Math.max(0, ...floors)
}
