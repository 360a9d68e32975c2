import type { Redis } from 'ioredis'
import {
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterRedis,
  RateLimiterRes,
} from 'rate-limiter-flexible'
import { createAtOnce } from './at-once.ts'
import { networkOf } from './http/network.ts'
import { rateLimited } from './http/problem.ts'

/** How often something may be done, per key. */
export type Limits = {
  readonly scansPerMinute: number
  readonly scansAtOnce: number
  readonly passKeysPerHour: number
  readonly listingsPerHour: number
  readonly signInNoncesPerMinute: number
  /** per network, for what nobody signed: a high ceiling, as a whole venue may share one address */
  readonly anonymousPerMinute: number
  /** likewise, for lists that anybody may read: higher still, as every phone of the venue reads them all the time */
  readonly anonymousReadsPerMinute: number
}

/** Play money, on the local chain only. */
const faucetPerHour = 5

/** For what a wallet's contract is asked: neither is a setting, as no honest wallet comes near. */
const contractChecksPerMinute = 30
const contractChecksAtOnce = 16

/** Each counts one and throws ProblemError `rate_limited` when that is one too many. */
export type RateLimits = {
  /** @returns what to call when the scan is answered */
  readonly beginScan: (device: string) => Promise<() => void>
  readonly countPassKey: (wallet: string) => Promise<void>
  readonly countListing: (wallet: string) => Promise<void>
  /** Apart from registrations, which others may repeat: taking a phone back must not wait for them. */
  readonly countRevocation: (wallet: string) => Promise<void>
  /**
   * Before a wallet's contract is asked, which costs the node far more than the caller.
   * @returns what to call when it has answered
   */
  readonly beginContractCheck: (wallet: string) => Promise<() => void>
  readonly countSignInNonce: (remoteAddress: string) => Promise<void>
  readonly countAnonymous: (remoteAddress: string) => Promise<void>
  readonly countFaucet: (wallet: string) => Promise<void>
  readonly countAnonymousRead: (remoteAddress: string) => Promise<void>
  readonly redisState: () => 'ok' | 'down' | 'off'
}

/**
 * Counts in Redis when there is one, so that several web processes count together, else in this process.
 *
 * When Redis is away each process counts for itself and says so in its log and in the health report: a scanner at the
 * gate must not stop because a counter is gone.
 */
export function createRateLimits(limits: Limits, redis: Redis | undefined): RateLimits {
  const perWindow = (name: string, points: number, duration: number) =>
    createCounter(redis, { keyPrefix: `usher:${name}`, points, duration })
  const scans = perWindow('scan', limits.scansPerMinute, 60)
  const passKeys = perWindow('pass-key', limits.passKeysPerHour, 3600)
  const listings = perWindow('listing', limits.listingsPerHour, 3600)
  const revocations = perWindow('revocation', limits.passKeysPerHour, 3600)
  const nonces = perWindow('sign-in', limits.signInNoncesPerMinute, 60)
  const anonymous = perWindow('anonymous', limits.anonymousPerMinute, 60)
  const faucet = perWindow('faucet', faucetPerHour, 3600)
  const contractChecks = perWindow('contract-check', contractChecksPerMinute, 60)
  const reads = perWindow('read', limits.anonymousReadsPerMinute, 60)
  const scansAtOnce = createAtOnce(redis, 'scans-at-once', limits.scansAtOnce)
  const checksAtOnce = createAtOnce(redis, 'contract-checks-at-once', contractChecksAtOnce)
  return {
    beginScan: async (device) => {
      await consume(scans, device, `A device may scan ${limits.scansPerMinute} times a minute.`)
      return scansAtOnce(device, `A device may have ${limits.scansAtOnce} scans under way.`)
    },
    countPassKey: (wallet) =>
      consume(passKeys, wallet, `A wallet may register ${limits.passKeysPerHour} pass keys an hour.`),
    countListing: (wallet) =>
      consume(listings, wallet, `A wallet may offer ${limits.listingsPerHour} listings an hour.`),
    countRevocation: (wallet) =>
      consume(
        revocations,
        wallet,
        `A wallet may revoke ${limits.passKeysPerHour} pass keys an hour by name.`,
      ),
    beginContractCheck: async (wallet) => {
      await consume(
        contractChecks,
        wallet,
        `A wallet’s contract is asked ${contractChecksPerMinute} times a minute.`,
      )
      return checksAtOnce('all', 'Too many wallets’ contracts are being asked at the moment.')
    },
    countSignInNonce: (remoteAddress) =>
      consume(
        nonces,
        networkOf(remoteAddress),
        `${limits.signInNoncesPerMinute} sign-ins a minute may begin here.`,
      ),
    countAnonymous: (remoteAddress) =>
      consume(
        anonymous,
        networkOf(remoteAddress),
        `${limits.anonymousPerMinute} such requests a minute are taken here.`,
      ),
    countFaucet: (wallet) =>
      consume(faucet, wallet, `A wallet is given coin ${faucetPerHour} times an hour.`),
    countAnonymousRead: (remoteAddress) =>
      consume(
        reads,
        networkOf(remoteAddress),
        `${limits.anonymousReadsPerMinute} such lists a minute may be read here.`,
      ),
    redisState: () => (redis === undefined ? 'off' : redis.status === 'ready' ? 'ok' : 'down'),
  }
}

type Window = { readonly keyPrefix: string; readonly points: number; readonly duration: number }

function createCounter(redis: Redis | undefined, window: Window): RateLimiterAbstract {
  const memory = new RateLimiterMemory(window)
  if (!redis) return memory
  return new RateLimiterRedis({ ...window, storeClient: redis, insuranceLimiter: memory })
}

async function consume(counter: RateLimiterAbstract, key: string, detail: string): Promise<void> {
  try {
    await counter.consume(key)
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) throw rateLimited(refusal.msBeforeNext, detail)
    throw refusal
  }
}
