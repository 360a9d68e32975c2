/** How a wallet says that its app is opened; written by whoever made it, or by a stranger who says that he has. */
type Redirect = { readonly native?: unknown; readonly universal?: unknown }

/** Schemes that open no wallet: a browser shows, runs or hands them on by itself. */
const NO_APP =
  /^(about|blob|chrome|content|data|file|filesystem|ftp|https?|intent|javascript|mailto|ms-.*|sms|tel|view-source|wss?):$/

/**
 * What brings a wallet's app to the front: its own scheme, else an address that its app has taken over. Undefined where
 * the wallet names neither, or something else.
 */
export function findAppLink(redirect: Redirect | undefined): string | undefined {
  const native = parse(redirect?.native)
  if (native && !NO_APP.test(native.protocol) && /^[a-z][a-z0-9+.-]*:\/\//.test(native.href))
    return native.href
  const universal = parse(redirect?.universal)
  return universal?.protocol === 'https:' ? universal.href : undefined
}

function parse(link: unknown): URL | undefined {
  return typeof link === 'string' ? (URL.parse(link) ?? undefined) : undefined
}
