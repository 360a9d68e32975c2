/** The shapes of the answers that a page asks for as it opens. Their schemas are loaded beside the first answer. */
export const me = async () => (await import('#core/api/auth.ts')).me
export const session = async () => (await import('#core/api/auth.ts')).session
export const cookieSession = async () => (await import('#core/api/auth.ts')).cookieSession
export const signInNonce = async () => (await import('#core/api/auth.ts')).signInNonce
export const credits = async () => (await import('#core/api/credit.ts')).credits
export const event = async () => (await import('#core/api/event.ts')).event
export const events = async () => (await import('#core/api/event.ts')).events
export const faucetGift = async () => (await import('#core/api/faucet.ts')).faucetGift
export const listing = async () => (await import('#core/api/listing.ts')).listing
export const listings = async () => (await import('#core/api/listing.ts')).listings
export const passKey = async () => (await import('#core/api/pass-key.ts')).passKey
export const passKeyFloor = async () => (await import('#core/api/pass-key.ts')).passKeyFloor
export const passKeys = async () => (await import('#core/api/pass-key.ts')).passKeys
export const staff = async () => (await import('#core/api/staff.ts')).staff
export const ticket = async () => (await import('#core/api/ticket.ts')).ticket
export const tickets = async () => (await import('#core/api/ticket.ts')).tickets
export const voucherClaim = async () => (await import('#core/api/voucher.ts')).voucherClaim
