import { privateKeyToAddress } from 'viem/accounts'
import { isPublishedAccount } from '#core/chain/published-accounts.ts'
import type { Settings } from './variables.ts'

/** One wrong variable: its name, and the rest of the sentence that says what it must be. */
export type Problem = { readonly name: string; readonly sentence: string }

const LOCAL_CHAIN_ID = 31_337

/** What variables that are right by themselves must not be together. */
export function* findContradictions(settings: Settings): Generator<Problem> {
  const { ACCESS_TOKEN_SECRET, REFRESH_TOKEN_SECRET, PUBLIC_URL, TLS_CERT_FILE, TLS_KEY_FILE } = settings
  if (ACCESS_TOKEN_SECRET !== undefined && ACCESS_TOKEN_SECRET === REFRESH_TOKEN_SECRET) {
    yield { name: 'REFRESH_TOKEN_SECRET', sentence: 'must differ from ACCESS_TOKEN_SECRET' }
  }
  const url = PUBLIC_URL === undefined ? undefined : new URL(PUBLIC_URL)
  if (url?.protocol === 'http:' && !isLoopback(url.hostname)) {
    yield { name: 'PUBLIC_URL', sentence: 'must be https: phones give camera and keys to no other page' }
  }
  if (url?.protocol === 'http:' && TLS_CERT_FILE) {
    yield { name: 'PUBLIC_URL', sentence: 'must be https, as we speak nothing else with TLS_CERT_FILE' }
  }
  if (TLS_CERT_FILE && !TLS_KEY_FILE)
    yield { name: 'TLS_KEY_FILE', sentence: 'must be set with TLS_CERT_FILE' }
  if (TLS_KEY_FILE && !TLS_CERT_FILE)
    yield { name: 'TLS_CERT_FILE', sentence: 'must be set with TLS_KEY_FILE' }
  const { RELAYER_PRIVATE_KEY } = settings
  if (
    RELAYER_PRIVATE_KEY &&
    !mayBePublished(settings) &&
    isPublishedAccount(privateKeyToAddress(RELAYER_PRIVATE_KEY))
  ) {
    yield { name: 'RELAYER_PRIVATE_KEY', sentence: 'must be a key of yours: everybody knows this one' }
  }
  if (settings.LOCAL_CHAIN && !isLocalChainPlausible(settings)) {
    yield {
      name: 'LOCAL_CHAIN',
      sentence: 'is set by `npm start` alone, for a chain that it has started itself',
    }
  }
}

/** Whether keys that everybody knows may sign: only on a chain that nobody but this machine can reach. */
export function mayBePublished({ LOCAL_CHAIN }: Pick<Settings, 'LOCAL_CHAIN'>): boolean {
  return LOCAL_CHAIN === '1'
}

/** Published accounts may sign only where nobody but this machine can reach us; fresh ones anywhere. */
function isLocalChainPlausible({ CHAIN_ID, HOST, LOCAL_CHAIN, RPC_URL }: Settings): boolean {
  return (
    CHAIN_ID === LOCAL_CHAIN_ID &&
    (LOCAL_CHAIN === 'fresh' || isLoopback(HOST)) &&
    RPC_URL !== undefined &&
    isLoopback(new URL(RPC_URL).hostname)
  )
}

/** Whether only this machine can reach an interface or host of that name. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host)
}
