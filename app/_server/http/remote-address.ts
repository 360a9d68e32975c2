import type { IncomingMessage } from 'node:http'

/**
 * The network address a request came from, as far as it can be believed.
 *
 * Each proxy appends to `X-Forwarded-For` whom it heard from, so behind n of our own the n-th entry from the end is true
 * and everything before it the client's word.
 * @param trustedProxies how many proxies of ours stand in front; 0: the header is anybody's word
 */
export function remoteAddressOf(incoming: IncomingMessage, trustedProxies: number): string {
  const direct = incoming.socket.remoteAddress ?? ''
  if (trustedProxies === 0) return direct
  const forwarded = [incoming.headers['x-forwarded-for'] ?? []].flat().join(',')
  const hops = forwarded.split(',').map((hop) => hop.trim())
  return hops.at(-trustedProxies) || direct
}
