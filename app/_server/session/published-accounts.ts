import { isPublishedAccount } from '#core/chain/published-accounts.ts'
import type { PassCrypto } from '#core/pass-crypto.ts'

/** The same cryptography, but for these accounts, for whom no authorisation counts. */
export function refusePublished(crypto: PassCrypto): PassCrypto {
  return {
    ...crypto,
    verifyAuthorisation: (event, authorisation, walletSignature) =>
      !isPublishedAccount(authorisation.holder) &&
      crypto.verifyAuthorisation(event, authorisation, walletSignature),
  }
}
