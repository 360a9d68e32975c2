import { OutOfRangeError } from './error.ts'

/** The first id of tier 1; ticket n of tier t has the id `t * TIER_SPAN + n`. */
const TIER_SPAN = 1_000_000n

/** The largest tier id. Tiers count from 1. */
export const MAX_TIER_ID = 65_535

/** The largest running number of a ticket within its tier. Numbers count from 1. */
export const MAX_TICKET_NUMBER = 999_999

/**
 * The token id of a tier's n-th ticket: `tierId * 1_000_000 + number`.
 *
 * A person reads both in the decimal digits: 2000137 is ticket 137 of tier 2.
 *
 * @throws OutOfRangeError if the tier is not in 1 to 65535 or the number not in 1 to 999999.
 */
export function composeTokenId(tierId: number, number: number): bigint {
  if (!isWithin(tierId, MAX_TIER_ID))
    throw new OutOfRangeError('tierId', `an integer from 1 to ${MAX_TIER_ID}`)
  if (!isWithin(number, MAX_TICKET_NUMBER)) {
    throw new OutOfRangeError('number', `an integer from 1 to ${MAX_TICKET_NUMBER}`)
  }
  return BigInt(tierId) * TIER_SPAN + BigInt(number)
}

/** True if the id is one that {@link composeTokenId} can make. */
export function isTokenId(tokenId: bigint): boolean {
  return isWithin(tierOf(tokenId), MAX_TIER_ID) && isWithin(numberOf(tokenId), MAX_TICKET_NUMBER)
}

/** The tier in a token id. Says nothing about an id for which {@link isTokenId} is false. */
export function tierOf(tokenId: bigint): number {
  return Number(tokenId / TIER_SPAN)
}

/** The running number in a token id, within its tier. Says nothing about an id for which {@link isTokenId} is false. */
export function numberOf(tokenId: bigint): number {
  return Number(tokenId % TIER_SPAN)
}

/**
 * The token id of decimal text as JSON and URLs carry it, or undefined if the text is none that a ticket can have.
 */
export function parseTokenId(text: string): bigint | undefined {
  if (!/^[1-9][0-9]{6,10}$/.test(text)) return undefined
  const tokenId = BigInt(text)
  return isTokenId(tokenId) ? tokenId : undefined
}

/** The id as people see it: tier, a hyphen, and the number in six digits, as in `2-000137`. */
export function displayTokenId(tokenId: bigint): string {
  return isTokenId(tokenId)
    ? `${tierOf(tokenId)}-${String(numberOf(tokenId)).padStart(6, '0')}`
    : tokenId.toString()
}

function isWithin(value: number, largest: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= largest
}
