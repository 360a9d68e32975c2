/** A way to open a page in the browser inside a wallet's app. */
export type DeepLink = { readonly wallet: string; readonly href: string }

/** As each wallet documents it; a wallet that documents none is not here. */
const WALLETS: Readonly<Record<string, (page: URL) => string>> = {
  MetaMask: ({ host, pathname, search }) => `https://link.metamask.io/dapp/${host}${pathname}${search}`,
  'Base App': ({ href }) => `https://go.cb-w.com/dapp?cb_url=${encodeURIComponent(href)}`,
  'Trust Wallet': ({ href }) =>
    `https://link.trustwallet.com/open_url?coin_id=60&url=${encodeURIComponent(href)}`,
}

/** Names that no app elsewhere can reach, addresses written as numbers among them. */
const PRIVATE_HOST =
  /^(\[.*\]|[\d.]+|localhost|.*\.(localhost|local|internal|lan|home|test|invalid|example))$/

/**
 * The ways to open a page in wallets' own browsers; none for a page that only this machine or network can reach, and
 * none for one whose address ends in a fragment: that may be a key, and a link would show it to the wallet's servers.
 */
export function findDeepLinks(page: string): readonly DeepLink[] {
  const url = URL.parse(page)
  if (url?.protocol !== 'https:' || url.hash !== '') return []
  if (PRIVATE_HOST.test(url.hostname) || !url.hostname.includes('.')) return []
  return Object.entries(WALLETS).map(([wallet, link]) => ({ wallet, href: link(url) }))
}
