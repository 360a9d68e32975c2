/** How far apart the ids of two neighbouring tiers are; a tier has at most one ticket less than that. */
const TIER_STEP = 1_000_000n

/**
 * The token id of a ticket. The decimal digits can be read at the door: 2000137 is number 137 of tier 2.
 *
 * @param tierId 1 to 65,535
 * @param number running number within the tier, 1 to 999,999
 * @throws RangeError outside these bounds, NaN and fractions included
 */
export function toTokenId(tierId: number, number: number): bigint {
  if (!isTierId(BigInt(tierId)) || !isNumber(BigInt(number))) {
    throw new RangeError(`No ticket has the number ${number} in tier ${tierId}`)
  }
  return BigInt(tierId) * TIER_STEP + BigInt(number)
}

/** The tier of a ticket, from its token id alone; meaningful for ids that {@link isTokenId} accepts. */
export function tierOf(tokenId: bigint): number {
  return Number(tokenId / TIER_STEP)
}

/** The running number of a ticket in its tier, from its token id alone. */
export function numberOf(tokenId: bigint): number {
  return Number(tokenId % TIER_STEP)
}

/** Whether an event could ever issue a ticket with this id. */
export function isTokenId(tokenId: bigint): boolean {
  return isTierId(tokenId / TIER_STEP) && isNumber(tokenId % TIER_STEP)
}

function isTierId(value: bigint): boolean {
  return value >= 1n && value <= 65_535n
}

function isNumber(value: bigint): boolean {
  return value >= 1n && value < TIER_STEP
}
