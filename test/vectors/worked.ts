import { bytesToHex, sha256 } from 'viem'
import { eventKeyOf } from '#core/event-id.ts'
import { encodePass, signedPayload } from '#core/pass.ts'
import { authorisationTypedData, hashAuthorisation } from '#core/pass-key.ts'
import { formatPass } from '#core/pass-text.ts'
import { ACCOUNTS, authorisation, EVENT, fullPass, shortPass } from './people.ts'

/** The steps on the way to the cases `short` and `full`, for an implementer to compare with his own. */
export async function workedExample(): Promise<Record<string, string>> {
  const short = await shortPass()
  const full = await fullPass()
  const payload = signedPayload(EVENT, short)
  return {
    eventKey: bytesToHex(eventKeyOf(EVENT)),
    signedPayload: bytesToHex(payload),
    signedPayloadSha256: sha256(payload),
    keyTag: short.keyTag,
    shortBytes: bytesToHex(encodePass(short)),
    shortText: formatPass(short),
    authorisationType:
      'PassKey(string purpose,address holder,bytes publicKey,uint64 issuedAt,uint64 expiresAt)',
    authorisationDigest: bytesToHex(hashAuthorisation(EVENT, authorisation())),
    walletSignature65: await ACCOUNTS.alice.signTypedData(authorisationTypedData(EVENT, authorisation())),
    walletSignature64: bytesToHex(full.walletSignature),
    fullBytes: bytesToHex(encodePass(full)),
    fullText: formatPass(full),
  }
}
