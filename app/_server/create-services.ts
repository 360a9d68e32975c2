import type { Logger } from 'pino'
import type { Address, PublicClient } from 'viem'
import type { Database } from '#prisma/client.ts'
import { createVerifyWalletSignature } from './chain/wallet-signature.ts'
import { createFindEvent, createFindEvents } from './events/find-events.ts'
import { createRegisterPassKey } from './pass-keys/register-pass-key.ts'
import { createRevokeAllPassKeys, createRevokePassKey } from './pass-keys/revoke-pass-key.ts'
import { createRateLimits, type Limits } from './rate-limits.ts'
import { createFindScans } from './scans/find-scans.ts'
import { createAccessTokens } from './session/access-token.ts'
import { createFindCaller } from './session/caller.ts'
import { createIssueNonce } from './session/issue-nonce.ts'
import { createRefresh, createSignOut } from './session/refresh.ts'
import { createSignIn } from './session/sign-in.ts'
import { createFindRole, createFindRoles } from './session/standing.ts'
import { createDisableStaff, createFindStaff, createGrantStaff } from './staff/staff.ts'
import { createFindHeldTickets } from './tickets/find-held-tickets.ts'
import { createFindTicket } from './tickets/find-ticket.ts'
import { createFindTicketScans } from './tickets/find-ticket-scans.ts'

/** What a deployment sets; see `.env.example`. */
export type Settings = {
  /** `https://host`, without a slash at its end */
  readonly origin: string
  readonly chainId: number
  /** we started the chain, its id is 31337 and we listen on loopback: published accounts count */
  readonly isLocalChain: boolean
  /** at least 32 bytes each, different from each other */
  readonly accessTokenSecret: Uint8Array
  readonly refreshTokenSecret: Uint8Array
  readonly redisUrl?: string
  /** whose events the public list shows; without it everybody's */
  readonly listedOrganizers?: readonly Address[]
  readonly limits: Limits
}

/** What services are made of that lives outside of them. */
export type Parts = {
  readonly db: Database
  readonly chain: PublicClient
  readonly log: Logger
  readonly now: () => Date
}

export type Services = ReturnType<typeof createServices>

/** Wires every use case to its ports, once per process. */
export function createServices(settings: Settings, { db, chain, log, now }: Parts) {
  const { chainId, listedOrganizers } = settings
  const rateLimits = createRateLimits(settings.limits, settings.redisUrl, log)
  const tokens = createAccessTokens(settings.accessTokenSecret, settings.origin)
  const verifySignature = createVerifyWalletSignature(chain)
  return {
    origin: settings.origin,
    log,
    rateLimits,
    findCaller: createFindCaller(tokens),
    findRole: createFindRole(db, now),
    findRoles: createFindRoles(db, now),
    issueNonce: createIssueNonce({ db, now }),
    signIn: createSignIn({
      db,
      tokens,
      verifySignature,
      site: settings,
      mayBePublished: settings.isLocalChain,
      now,
    }),
    refresh: createRefresh({ db, tokens, secret: settings.refreshTokenSecret, now }),
    signOut: createSignOut({ db, now }),

    findEvents: createFindEvents({ db, chainId, listedOrganizers, now }),
    findEvent: createFindEvent({ db, chainId, listedOrganizers, now }),
    findHeldTickets: createFindHeldTickets({ db, chainId }),
    findTicket: createFindTicket({ db, chainId }),
    findTicketScans: createFindTicketScans(db),

    registerPassKey: createRegisterPassKey({
      db,
      verifySignature,
      countPassKey: rateLimits.countPassKey,
      mayBePublished: settings.isLocalChain,
      now,
    }),
    revokePassKey: createRevokePassKey(db),
    revokeAllPassKeys: createRevokeAllPassKeys(db, now),

    findStaff: createFindStaff(db),
    grantStaff: createGrantStaff(db),
    disableStaff: createDisableStaff(db, now),

    findScans: createFindScans(db),
  }
}
