import type { Redis } from 'ioredis'
import type { Ear, Hearing } from './scan-news.ts'

/** While Redis cannot be heard, another process may still speak to it: then all is looked at again so often. */
const lookAgainMs = 2_000

/** Hears what is told through Redis; a connection that listens can do nothing else. */
export function listenToRedis(redis: Redis, channel: string, { onMessage, onGap }: Hearing): Ear {
  const ear = redis.duplicate()
  const lookingAgain = setInterval(() => {
    if (ear.status !== 'ready') onGap()
  }, lookAgainMs)
  lookingAgain.unref()
  ear.on('ready', () => {
    ear.subscribe(channel).then(onGap, () => {})
  })
  ear.on('message', (_, message) => onMessage(message))
  // the other connection says so
  ear.on('error', () => {})
  return {
    close: async () => {
      clearInterval(lookingAgain)
      ear.disconnect()
    },
  }
}
