/** Seconds since 1970-01-01T00:00:00Z: what a pass and a pass key carry. */
export type UnixSeconds = number

/** Milliseconds since 1970-01-01T00:00:00Z: everything else. */
export type UnixMs = number

/** The second that a moment falls into: chains, passes and JWTs (RFC 7519) count in whole ones. */
export function toUnixSeconds(at: UnixMs | Date): UnixSeconds {
  return Math.floor(Number(at) / 1000)
}
