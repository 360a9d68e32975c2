import { bytesToHex } from 'viem'

const PATH = '/api/descriptions/'

/** Where an event's description is on this server. It cannot name the event, whose address follows from it: it is random. */
export function newDocumentUri(origin: string): string {
  return `${origin}${PATH}${bytesToHex(crypto.getRandomValues(new Uint8Array(16))).slice(2)}`
}

/** Whether a `contractURI` leads to this server. */
export function isDocumentUri(uri: string, origin: string): boolean {
  return uri.startsWith(origin + PATH)
}
