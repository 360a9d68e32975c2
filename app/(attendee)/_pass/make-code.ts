import type { EventId } from '#core/event-id.ts'
import { makePass, type PassSigner, toFullPass } from '#core/make-pass.ts'
import { formatPass } from '#core/pass-text.ts'
import type { UnixSeconds } from '#core/time.ts'
import type { StoredPassKey } from '#ui/offline/pass-key-store.ts'

/** One code as text, in both of its forms: the signature is the same, so a scanner may take either. */
export type Code = {
  readonly madeAt: UnixSeconds
  readonly short: string
  /** Undefined for a smart account's key, which has no such form. */
  readonly full: string | undefined
}

type MakeCode = {
  readonly event: EventId
  readonly tokenId: bigint
  readonly key: StoredPassKey
  readonly madeAt: UnixSeconds
  readonly prefix: string
}

/** The name of the measure that says how long the last code took to make. */
export const CODE_MEASURE = 'usher:code'

/** Signs and writes one code. Works without network. */
export async function makeCode({ event, tokenId, key, madeAt, prefix }: MakeCode): Promise<Code> {
  const start = performance.now()
  const pass = await makePass({ event, tokenId, madeAt, gateCode: 0 }, toSigner(key))
  const { packedSignature } = key
  const code: Code = {
    madeAt,
    short: formatPass(pass, prefix),
    full: packedSignature && formatPass(toFullPass(pass, key, packedSignature), prefix),
  }
  performance.clearMeasures(CODE_MEASURE)
  performance.measure(CODE_MEASURE, { start, end: performance.now() })
  return code
}

function toSigner({ publicKey, privateKey }: StoredPassKey): PassSigner {
  return {
    publicKey,
    sign: async (payload) =>
      new Uint8Array(await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, privateKey, payload)),
  }
}
