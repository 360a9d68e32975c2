/** Seconds since 1970-01-01T00:00:00Z: what a pass and a pass key carry. */
export type UnixSeconds = number

/** Milliseconds since 1970-01-01T00:00:00Z: everything else. */
export type UnixMs = number
