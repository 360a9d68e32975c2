import { bytesToHex } from 'viem'
import { passKey } from '#core/api/pass-key.ts'
import { ApiProblem, callApi } from '#ui/api/client.ts'
import { putPassKey, type StoredPassKey } from './pass-key-store.ts'

/**
 * Asks the registry to acknowledge a key and keeps its answer with the key. Asking again is harmless.
 *
 * @throws ApiProblem or ApiUnreachable; the key stays good in its full form unless the answer marks it refused.
 */
export async function registerPassKey(key: StoredPassKey): Promise<StoredPassKey> {
  try {
    const answer = await callApi(`/api/events/${key.eventId}/pass-keys`, passKey, {
      method: 'POST',
      body: {
        holder: key.holder,
        publicKey: bytesToHex(key.publicKey),
        issuedAt: key.issuedAt,
        expiresAt: key.expiresAt,
        signature: key.walletSignature,
      },
    })
    return await keep({ ...key, registeredAt: Date.parse(answer.registeredAt), isRefused: false })
  } catch (error) {
    if (error instanceof ApiProblem && isFinal(error)) await keep({ ...key, isRefused: true })
    throw error
  }
}

/** A refusal that trying again cannot change. */
function isFinal({ code }: ApiProblem): boolean {
  return code === 'signature_invalid' || code === 'expiry_out_of_range' || code === 'conflict'
}

async function keep(key: StoredPassKey): Promise<StoredPassKey> {
  await putPassKey(key)
  return key
}
