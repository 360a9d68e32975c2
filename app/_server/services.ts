import type { Logger } from 'pino'
import type { Address, PublicClient } from 'viem'
import type { FreshnessLimits } from '#core/freshness.ts'
import type { PassCrypto } from '#core/pass-crypto.ts'
import type { SettleRule } from '#core/ticket-check.ts'
import type { Database } from '#prisma/client.ts'
import { createStatementPool, type StatementPool } from '#prisma/statement-pool.ts'
import { createNativePassCrypto } from '#runtime/crypto/pass-crypto.ts'
import { toHex } from './bytes.ts'
import { createFindCurrency } from './chain/find-currency.ts'
import { createReadTicketOnChain } from './chain/read-ticket-on-chain.ts'
import { createVerifyWalletSignature } from './chain/wallet-signature.ts'
import { createFindCredits } from './credits/find-credits.ts'
import { createFindEvent, createFindEvents } from './events/find-events.ts'
import { createFindHealth } from './find-health.ts'
import { createGiveCoin } from './give-coin.ts'
import { createFindIncidents } from './incidents/find-incidents.ts'
import { createRaiseIncidents } from './incidents/raise-incidents.ts'
import { createKeepHouse } from './keep-house.ts'
import { createFindListings } from './listings/find-listings.ts'
import { createOfferListing } from './listings/offer-listing.ts'
import { createCountScans } from './live/count-scans.ts'
import { createFollowCounts } from './live/live-counts.ts'
import { createScanNews } from './live/scan-news.ts'
import { createTallyLog } from './live/tally-log.ts'
import { createMetrics } from './metrics.ts'
import {
  createDescribeEvent,
  createFindContractDocument,
  createFindDescribed,
  createFindPicture,
} from './office/describe-event.ts'
import { createExportScans, createExportTickets } from './office/export-csv.ts'
import { createFindEventTickets } from './office/find-event-tickets.ts'
import { createFindHoldings } from './office/find-holdings.ts'
import { createFindStats } from './office/find-stats.ts'
import { createFindPassKeys } from './pass-keys/find-pass-keys.ts'
import { createRegisterPassKey } from './pass-keys/register-pass-key.ts'
import { createRevokeAllPassKeys, createRevokePassKey } from './pass-keys/revoke-pass-key.ts'
import { createRateLimits, type Limits } from './rate-limits.ts'
import { connectRedis } from './redis.ts'
import { createFindVoucherClaim } from './relay/find-voucher-claim.ts'
import { createRelay } from './relay/relay.ts'
import type { RelaySettings } from './relay/relayer.ts'
import { createForwardRpc } from './rpc/forward-rpc.ts'
import { createIsCurrency, createIsOurs } from './rpc/is-ours.ts'
import { createAdmit } from './scans/admit.ts'
import { createChainPositions } from './scans/chain-position.ts'
import { createDecideScan } from './scans/decide-scan.ts'
import { createFindScans } from './scans/find-scans.ts'
import { createGatherFacts } from './scans/gather-facts.ts'
import { createFindKeyFacts } from './scans/key-facts.ts'
import { createFindLogEnd } from './scans/log-end.ts'
import { createPreviewScan } from './scans/preview-scan.ts'
import { createFindScanContext } from './scans/scan-context.ts'
import { createScanMemory } from './scans/scan-memory.ts'
import { createGetRecord } from './scans/scan-record.ts'
import { createOpenSources } from './scans/scan-sources.ts'
import { createReadTicket } from './scans/ticket-facts.ts'
import { createWriteScans, type WriteScans, writeConnections } from './scans/write-scans.ts'
import { createAccessTokens } from './session/access-token.ts'
import { createFindCaller } from './session/caller.ts'
import {
  createFindContractRoles,
  createFindContractRolesOf,
  createIsMinter,
} from './session/contract-roles.ts'
import { createIssueNonce } from './session/issue-nonce.ts'
import { refusePublished } from './session/published-accounts.ts'
import { createRefresh, createSignOut } from './session/refresh.ts'
import { createSignIn } from './session/sign-in.ts'
import { createFindRole, createFindRoles } from './session/standing.ts'
import { createDisableStaff, createFindStaff, createGrantStaff } from './staff/staff.ts'
import { createFindHeldTickets } from './tickets/find-held-tickets.ts'
import { createFindTicket } from './tickets/find-ticket.ts'
import { createFindTicketScans } from './tickets/find-ticket-scans.ts'
import { createFindVouchers } from './vouchers/find-vouchers.ts'
import { createKeepVoucher } from './vouchers/keep-voucher.ts'

/** What a deployment sets; see `.env.example`. */
export type Settings = {
  /** `https://host`, without a slash at its end */
  readonly origin: string
  readonly chainId: number
  readonly factory: { readonly address: Address; readonly startBlock: bigint }
  /** we started the chain ourselves */
  readonly isLocalChain: boolean
  /** accounts whose keys everybody knows count: the chain is ours and only this machine reaches us */
  readonly mayBePublished: boolean
  /** at least 32 bytes each, different from each other */
  readonly accessTokenSecret: Uint8Array
  readonly refreshTokenSecret: Uint8Array
  /** undefined: this process counts rates for itself */
  readonly redisUrl: string | undefined
  readonly limits: Limits
  /** how often a phone makes a new code, where the event sets nothing else */
  readonly passPeriodSeconds: number
  /** where the pages' RPC proxy asks */
  readonly pagesRpcUrl: string
  readonly freshness: FreshnessLimits
  readonly settle: SettleRule
  /** brings vouchers to the chain; undefined: it does not */
  readonly relay: RelaySettings | undefined
}

/** What services are made of that lives outside of them. */
export type Parts = {
  readonly db: Database
  /** of the same database, for the one connection that listens */
  readonly databaseUrl: string
  readonly chain: PublicClient
  /** asked about a ticket while the mirror is stale; undefined: none is configured */
  readonly secondChain?: PublicClient
  readonly log: Logger
  readonly now: () => Date
  /** instead of the registry's own */
  readonly writeScans?: WriteScans
}

export type Services = ReturnType<typeof createServices>

/** For what scans read beside the groups that write them. */
const readConnections = 4

/** Wires every use case to its ports, once per process. */
export function createServices(settings: Settings, parts: Parts) {
  const { db, databaseUrl, chain, secondChain, log, now } = parts
  const { chainId, factory, passPeriodSeconds } = settings
  const stopping = new AbortController()
  const redis = settings.redisUrl === undefined ? undefined : connectRedis(settings.redisUrl, log)
  const rateLimits = createRateLimits(settings.limits, redis)
  const passCrypto = createNativePassCrypto()
  const tokens = createAccessTokens(settings.accessTokenSecret, settings.origin)
  const statements = createStatementPool(databaseUrl, {
    name: 'usher scans',
    connections: writeConnections + readConnections,
    timeoutMs: 5_000,
  })
  const news = createScanNews({ statements, databaseUrl, redis, log })
  const writeScans = parts.writeScans ?? createWriteScans(statements)
  const scanPorts = createScanPorts(settings, { statements, writeScans, db, secondChain, passCrypto, now })
  const findLogEnd = createFindLogEnd(db)
  const tallyLog = createTallyLog({ db, findLogEnd, now })
  const metrics = createMetrics()
  const { isLocalChain, mayBePublished } = settings
  const relayPorts = { db, client: chain, chainId, isLocalChain, mayBePublished, metrics, log, now }
  const relay = createRelay(settings.relay, relayPorts)
  const verifySignature = createVerifyWalletSignature(chain, rateLimits.beginContractCheck)
  return {
    origin: settings.origin,
    log,
    rateLimits,
    findCaller: createFindCaller(tokens),
    findRole: createFindRole(db, now),
    findRoles: createFindRoles(db, now),
    findContractRolesOf: createFindContractRolesOf(db),
    findContractRoles: createFindContractRoles({ db, chainId }),
    isMinter: createIsMinter(db),
    issueNonce: createIssueNonce({ db, now }),
    signIn: createSignIn({
      db,
      tokens,
      verifySignature,
      site: settings,
      mayBePublished,
      now,
    }),
    refresh: createRefresh({ db, tokens, secret: settings.refreshTokenSecret, now }),
    signOut: createSignOut({ db, now }),

    findEvents: createFindEvents({ db, chainId, passPeriodSeconds, now }),
    findEvent: createFindEvent({ db, chainId, passPeriodSeconds, now }),
    findHeldTickets: createFindHeldTickets({ db, chainId, now }),
    findTicket: createFindTicket({ db, chainId, now }),
    findTicketScans: createFindTicketScans(db),
    findCredits: createFindCredits({ db, chainId }),
    giveCoin: createGiveCoin(chain, rateLimits.countFaucet),

    findCurrency: createFindCurrency({ chain, beginContractCheck: rateLimits.beginContractCheck }),
    describeEvent: createDescribeEvent({ db, passPeriodSeconds, now }),
    findPicture: createFindPicture(db),
    findContractDocument: createFindContractDocument(db, settings.origin),
    findDescribed: createFindDescribed(db, chainId),
    findEventTickets: createFindEventTickets({ db, chainId }),
    findStats: createFindStats({ db, tallyLog, now }),
    findHoldings: createFindHoldings({ db, chainId }),
    exportTickets: createExportTickets(db),
    exportScans: createExportScans(db),

    offerListing: createOfferListing({
      db,
      verifySignature,
      countListing: rateLimits.countListing,
      mayBePublished,
      now,
    }),
    findListings: createFindListings({ db, chainId, now }),

    registerPassKey: createRegisterPassKey({
      db,
      verifySignature,
      countPassKey: rateLimits.countPassKey,
      mayBePublished,
      now,
    }),
    findPassKeys: createFindPassKeys(db, now),
    revokePassKey: createRevokePassKey(db),
    revokeAllPassKeys: createRevokeAllPassKeys(db, now),

    claimVoucher: relay.claimVoucher,
    findVoucherClaim: createFindVoucherClaim(db),
    settleClaims: relay.settleClaims,
    keepVoucher: createKeepVoucher(db),
    findVouchers: createFindVouchers({ db, chainId, now }),

    findStaff: createFindStaff(db),
    grantStaff: createGrantStaff(db),
    disableStaff: createDisableStaff(db, now),

    admit: createAdmit(scanPorts),
    previewScan: createPreviewScan(scanPorts),
    findScans: createFindScans(db, findLogEnd),
    findIncidents: createFindIncidents(db),
    raiseIncidents: createRaiseIncidents({ db, log }),
    announceScan: (eventKey: Uint8Array) => news.announce(toHex(eventKey)),
    followCounts: createFollowCounts(createCountScans(db, tallyLog), news, log),

    chain: {
      chainId,
      factory: factory.address,
      startBlock: Number(factory.startBlock),
      isLocal: mayBePublished,
      relayer: relay.address,
    },
    forwardRpc: createForwardRpc({
      url: settings.pagesRpcUrl,
      isOurs: createIsOurs(db, chainId, factory.address),
      isCurrency: createIsCurrency(db, chainId),
    }),
    findHealth: createFindHealth({
      db,
      chainId,
      redisState: rateLimits.redisState,
      relayState: relay.readState,
    }),
    metrics,
    keepHouse: createKeepHouse({ db, log, now }),

    /** aborts when this process is about to stop: answers without end come to theirs */
    stopping: stopping.signal,
    /** Ends what runs by itself; the database is the caller's. */
    close: async () => {
      stopping.abort()
      await writeScans.close()
      await news.close()
      await statements.close()
      redis?.disconnect()
    },
  }
}

type ScanParts = Pick<Parts, 'db' | 'now'> & {
  readonly secondChain: PublicClient | undefined
  readonly statements: StatementPool
  readonly writeScans: WriteScans
  readonly passCrypto: PassCrypto
}

/** The ports of the gate's use case. */
function createScanPorts(
  { freshness, settle, mayBePublished }: Settings,
  { statements, writeScans, db, secondChain, passCrypto, now }: ScanParts,
): Parameters<typeof createAdmit>[0] {
  const monotonic = () => performance.now()
  const positions = createChainPositions(monotonic)
  return {
    openSources: createOpenSources({
      findContext: createFindScanContext(statements, now),
      findKeyFacts: createFindKeyFacts(statements),
      gatherFacts: createGatherFacts({
        readTicket: createReadTicket(statements),
        readTicketOnChain: secondChain && createReadTicketOnChain(secondChain),
        freshness,
        settle,
        positions,
      }),
      expecting: { positions, freshness, settle },
      memory: createScanMemory(),
    }),
    decideScan: createDecideScan(mayBePublished ? passCrypto : refusePublished(passCrypto)),
    write: writeScans,
    positions,
    getRecord: createGetRecord(db),
    now,
    monotonic,
  }
}
