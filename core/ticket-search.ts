import { isTokenId, MAX_TICKET_NUMBER, parseTokenId } from './token-id.ts'

/** What somebody who looks for tickets has typed. */
export type TicketSearch =
  | { readonly kind: 'token'; readonly tokenId: bigint }
  /** a running number, in whichever tier */
  | { readonly kind: 'number'; readonly number: number }
  /** the beginning of a wallet's address, in lower case, without 0x */
  | { readonly kind: 'wallet'; readonly prefix: string }

/**
 * Reads `2000137`, `2-000137` and `2-137` as a ticket, `137` as a number in any tier, and `0x` with hexadecimal digits as
 * a wallet or its beginning. Undefined for what no ticket can match.
 */
export function parseTicketSearch(text: string): TicketSearch | undefined {
  const typed = text.trim()
  const wallet = /^0x([0-9a-f]{1,40})$/i.exec(typed)
  if (wallet?.[1]) return { kind: 'wallet', prefix: wallet[1].toLowerCase() }
  const shown = /^([0-9]{1,5})-([0-9]{1,6})$/.exec(typed)
  if (shown) {
    const tokenId = BigInt(shown[1] ?? '') * 1_000_000n + BigInt(shown[2] ?? '')
    return isTokenId(tokenId) ? { kind: 'token', tokenId } : undefined
  }
  if (!/^[0-9]+$/.test(typed)) return undefined
  const tokenId = parseTokenId(typed)
  if (tokenId !== undefined) return { kind: 'token', tokenId }
  const number = Number(typed)
  return number >= 1 && number <= MAX_TICKET_NUMBER ? { kind: 'number', number } : undefined
}
