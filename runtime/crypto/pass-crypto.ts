import type { EventId } from '#core/event-id.ts'
import { createVerifyAuthorisation, type PassCrypto, type VerifyAuthorisation } from '#core/pass-crypto.ts'
import type { Authorisation } from '#core/pass-key.ts'
import { createNativeVerifyP256 } from './p256.ts'
import { Recent } from './recent.ts'
import { recoverSigner } from './recover.ts'

/** How many phones a process remembers, at some 4 KB each. A phone that was forgotten costs a tenth of a millisecond. */
const REMEMBERED = 10_000

/**
 * {@link PassCrypto} for servers, native throughout. It remembers the last `remembered` imported keys and
 * authorisations found true. Neither can ever become wrong: revocation and ownership are no part of it.
 */
export function createNativePassCrypto(remembered = REMEMBERED): PassCrypto {
  return {
    verifyP256: createNativeVerifyP256(remembered),
    verifyAuthorisation: rememberTrue(createVerifyAuthorisation(recoverSigner), remembered),
  }
}

function rememberTrue(verifyAuthorisation: VerifyAuthorisation, limit: number): VerifyAuthorisation {
  const found = new Recent<true>(limit)
  return (event, authorisation, walletSignature) => {
    const name = nameOf(event, authorisation, walletSignature)
    return found.find(name) ?? verifyAndRemember()

    async function verifyAndRemember(): Promise<boolean> {
      const isTrue = await verifyAuthorisation(event, authorisation, walletSignature)
      if (isTrue) found.remember(name, true)
      return isTrue
    }
  }
}

/** All arguments in one text: whatever differs in any of them differs in it. */
function nameOf(event: EventId, authorisation: Authorisation, walletSignature: Uint8Array): string {
  const { holder, publicKey, issuedAt, expiresAt } = authorisation
  return [
    event.chainId,
    event.contract,
    holder,
    issuedAt,
    expiresAt,
    Buffer.from(publicKey).toString('latin1'),
    Buffer.from(walletSignature).toString('latin1'),
  ].join(' ')
}
