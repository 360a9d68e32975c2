import { bytesToHex } from 'viem'
import { ApiProblem, callApi } from '#ui/api/client.ts'
import { passKey } from '#ui/api/shapes.ts'
import type { StoredPassKey } from '#ui/offline/pass-key-store.ts'

/**
 * Asks the registry to acknowledge a key, and answers the key with what it said: acknowledged, or refused for good.
 * Asking again is harmless.
 *
 * @throws ApiProblem or ApiUnreachable if there is no answer for good yet; the key's full form works all the same.
 */
export async function registerPassKey(key: StoredPassKey): Promise<StoredPassKey> {
  const body = {
    holder: key.holder,
    publicKey: bytesToHex(key.publicKey),
    issuedAt: key.issuedAt,
    expiresAt: key.expiresAt,
    signature: key.walletSignature,
  }
  try {
    const answer = await callApi(`/api/events/${key.eventId}/pass-keys`, passKey, { method: 'POST', body })
    return { ...key, registeredAt: Date.parse(answer.registeredAt) }
  } catch (error) {
    if (error instanceof ApiProblem && isFinal(error)) return { ...key, isRefused: true }
    throw error
  }
}

/** A refusal that trying again cannot change. */
function isFinal({ code }: ApiProblem): boolean {
  return code === 'signature_invalid' || code === 'expiry_out_of_range' || code === 'conflict'
}
