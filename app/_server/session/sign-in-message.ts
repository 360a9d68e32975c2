import { SiweMessage } from 'siwe'
import type { Address } from 'viem'
import { ProblemError } from '../http/problem.ts'

/** What this deployment expects a sign-in message to say about it; from configuration, never from the request. */
export type Site = {
  /** `https://host` */
  readonly origin: string
  readonly chainId: number
}

export type SignInMessage = { readonly address: Address; readonly nonce: string }

/** A clock may be this far ahead of ours. */
const clockLeewayMs = 60_000

/**
 * The nonce of a message that says it is one of EIP-4361, found without parsing the rest, which is costly.
 * @throws ProblemError `bad_request` if there is none
 */
export function readNonce(text: string): string {
  const nonce = /^Nonce: ([0-9A-Za-z]{8,64})$/m.exec(text)?.[1]
  if (nonce === undefined) throw notOfEip4361()
  return nonce
}

/**
 * Parses an EIP-4361 message and checks that it is meant for this site, chain and time.
 *
 * Says nothing about the signature, nor whether the nonce is ours.
 * @throws ProblemError `bad_request` if it is no EIP-4361 message; `unauthenticated` if it is meant for somebody else
 * or another time
 */
export function readSignInMessage(text: string, site: Site, now: Date): SignInMessage {
  const message = parse(text)
  const host = new URL(site.origin).host
  refuseUnless(message.domain === host, `This message is for the domain ${message.domain}, not ${host}.`)
  refuseUnless(originOf(message.uri) === site.origin, `This message’s URI is not one of ${site.origin}.`)
  refuseUnless(message.version === '1', 'This message is of another version than 1.')
  refuseUnless(message.chainId === site.chainId, `This message is not for chain ${site.chainId}.`)
  const issuedAt = Date.parse(message.issuedAt ?? '')
  refuseUnless(issuedAt <= now.getTime() + clockLeewayMs, 'This message is dated ahead of time.')
  if (message.notBefore !== undefined) {
    refuseUnless(Date.parse(message.notBefore) <= now.getTime(), 'This message is not valid yet.')
  }
  if (message.expirationTime !== undefined) {
    refuseUnless(now.getTime() < Date.parse(message.expirationTime), 'This message has expired.')
  }
  return { address: message.address.toLowerCase() as Address, nonce: message.nonce }
}

function parse(text: string): SiweMessage {
  try {
    return new SiweMessage(text)
  } catch (cause) {
    throw notOfEip4361(cause)
  }
}

function notOfEip4361(cause?: unknown): ProblemError {
  return new ProblemError('bad_request', 'The message is not one of EIP-4361.', { cause })
}

function originOf(uri: string): string | undefined {
  return URL.canParse(uri) ? new URL(uri).origin : undefined
}

/** Asked so that a time that is no number refuses. */
function refuseUnless(isGood: boolean, detail: string): asserts isGood {
  if (!isGood) throw new ProblemError('unauthenticated', detail)
}
