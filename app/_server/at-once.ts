import { randomUUID } from 'node:crypto'
import type { Redis } from 'ioredis'
import { rateLimited } from './http/problem.ts'

/**
 * Begins something of which so many may be under way at the same time, per key.
 * @returns what to call when it has ended
 * @throws ProblemError `rate_limited` when that is one too many
 */
export type BeginOne = (key: string, detail: string) => Promise<() => void>

/** No request takes so long: what a process that was killed had under way is free again then. */
const leaseMs = 60_000

/** Who is under way is a member of a sorted set, by when he is given up; the clock is Redis' own. */
const BEGIN = `
  local time = redis.call('TIME')
  local now = time[1] * 1000 + math.floor(time[2] / 1000)
  redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
  if redis.call('ZCARD', KEYS[1]) >= tonumber(ARGV[1]) then return 0 end
  redis.call('ZADD', KEYS[1], now + ARGV[3], ARGV[2])
  redis.call('PEXPIRE', KEYS[1], ARGV[3])
  return 1`

/**
 * Counts in Redis when there is one, so that several web processes count together; beside that each counts for itself,
 * which is what is left when Redis is away.
 */
export function createAtOnce(redis: Redis | undefined, name: string, most: number): BeginOne {
  const beginHere = createAtOnceHere(most)
  return async (key, detail) => {
    const endHere = beginHere(key, detail)
    if (redis?.status !== 'ready') return endHere
    const [place, self] = [`usher:${name}:${key}`, randomUUID()]
    // an error is a Redis that goes: the limit of this process holds
    const hasBegun = await redis.eval(BEGIN, 1, place, most, self, leaseMs).catch(() => undefined)
    if (hasBegun === 0) {
      endHere()
      throw rateLimited(1000, detail)
    }
    return () => {
      endHere()
      redis.zrem(place, self).catch(() => {})
    }
  }
}

function createAtOnceHere(most: number): (key: string, detail: string) => () => void {
  const underWay = new Map<string, number>()
  return (key, detail) => {
    const before = underWay.get(key) ?? 0
    if (before >= most) throw rateLimited(1000, detail)
    underWay.set(key, before + 1)
    return () => {
      const now = underWay.get(key) ?? 1
      if (now > 1) underWay.set(key, now - 1)
      else underWay.delete(key)
    }
  }
}
