import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { OutsideWallets } from '#core/deployment.ts'

/** Where WalletConnect has a page's origin confirmed for the wallet, in a frame that nobody sees. */
const WALLET_CONNECT_VERIFIER = 'https://verify.walletconnect.org'

/**
 * Where pages may get what from. Scripts: those of ours that carry the request's nonce, and what they load. WalletConnect
 * opens it to the relay and the verifier; a Base account has a window of its own, to which no policy applies.
 */
function policyOf(nonce: string, { isDevelopment, wallets: { walletConnect } }: SecureOptions): string {
  const script = ["'self'", `'nonce-${nonce}'`, "'strict-dynamic'", "'wasm-unsafe-eval'"]
  const connect = ["'self'", ...(walletConnect ? [walletConnect.relayUrl] : [])]
  return [
    "default-src 'self'",
    // React's development build rebuilds stacks with eval
    `script-src ${[...script, ...(isDevelopment ? ["'unsafe-eval'"] : [])].join(' ')}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' blob: data: https:",
    `connect-src ${[...connect, ...(isDevelopment ? ['ws:'] : [])].join(' ')}`,
    ...(walletConnect ? [`frame-src ${WALLET_CONNECT_VERIFIER}`] : []),
    "worker-src 'self'",
    "media-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
}

const fixed: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  // the path of a scanned code holds the code
  'referrer-policy': 'same-origin',
  'permissions-policy':
    'camera=(self), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()',
  // wallets may open windows
  'cross-origin-opener-policy': 'same-origin-allow-popups',
  'cross-origin-resource-policy': 'same-origin',
}

/** A year: who has seen us over https never speaks to us otherwise. */
const strictTransport = 'max-age=31536000'

type SecureOptions = {
  /** Lets pages do what only Next's development server needs. */
  readonly isDevelopment: boolean
  readonly wallets: OutsideWallets
}

type Secure = {
  /**
   * Of a page: the content security policy with its nonce. Next reads the policy from the request and puts the nonce on
   * the scripts it renders; whatever a client sent under that name is overwritten.
   */
  readonly page: (incoming: IncomingMessage, outgoing: ServerResponse) => void
  /** Of an answer of the API, which is no page and needs nothing. Routes may answer with another policy of their own. */
  readonly api: (outgoing: ServerResponse) => void
}

const apiPolicy = "default-src 'none'; frame-ancestors 'none'"

/** Sets the headers that go with every answer. */
export function createSecure(origin: string, options: SecureOptions): Secure {
  const always = Object.entries(fixed)
  if (origin.startsWith('https:')) always.push(['strict-transport-security', strictTransport])
  const set = (outgoing: ServerResponse, policy: string) => {
    outgoing.setHeader('content-security-policy', policy)
    for (const [name, value] of always) outgoing.setHeader(name, value)
  }
  return {
    page: (incoming, outgoing) => {
      const policy = policyOf(randomBytes(16).toString('base64'), options)
      incoming.headers['content-security-policy'] = policy
      delete incoming.headers['content-security-policy-report-only']
      set(outgoing, policy)
    },
    api: (outgoing) => set(outgoing, apiPolicy),
  }
}
