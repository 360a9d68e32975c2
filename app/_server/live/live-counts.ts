import type { Logger } from 'pino'
import type { Counts } from '#core/api/scan.ts'
import { toHex } from '../bytes.ts'
import type { CountScans } from './count-scans.ts'
import type { ScanNews } from './scan-news.ts'

/**
 * Hears an event's counts: the present ones at once, then whenever they have changed.
 * @returns how to stop hearing
 */
export type FollowCounts = (
  eventKey: Uint8Array<ArrayBuffer>,
  listener: (counts: Counts) => void,
) => () => void

/** Counting pauses at least so long, and ten times what it took: a full house must not be slowed by being watched. */
const pauseMs = 200
const pauseFactor = 10

type Channel = {
  readonly eventKey: Uint8Array<ArrayBuffer>
  readonly listeners: Set<(counts: Counts) => void>
  last: Counts | undefined
  /** counting, or pausing after it */
  isBusy: boolean
  isOutdated: boolean
}

/** Counts once per event and process, however many follow. */
export function createFollowCounts(countScans: CountScans, news: ScanNews, log: Logger): FollowCounts {
  const channels = new Map<string, Channel>()
  let stopHearing: (() => void) | undefined

  const refresh = async (channel: Channel): Promise<void> => {
    channel.isOutdated = true
    if (channel.isBusy) return
    channel.isBusy = true
    while (channel.isOutdated && channel.listeners.size > 0) {
      channel.isOutdated = false
      const startedAt = performance.now()
      try {
        const counts = await countScans(channel.eventKey)
        if (JSON.stringify(counts) !== JSON.stringify(channel.last)) {
          channel.last = counts
          for (const listener of channel.listeners) listener(counts)
        }
      } catch (error) {
        log.warn({ err: error }, 'counting scans failed')
        channel.isOutdated = true
      }
      await pause(Math.max(pauseMs, pauseFactor * (performance.now() - startedAt)))
    }
    channel.isBusy = false
  }

  return (eventKey, listener) => {
    const name = toHex(eventKey)
    const channel: Channel = channels.get(name) ?? {
      eventKey,
      listeners: new Set(),
      last: undefined,
      isBusy: false,
      isOutdated: false,
    }
    channels.set(name, channel)
    channel.listeners.add(listener)
    stopHearing ??= news.hear((key) => {
      for (const [each, followed] of channels) if (key === 'all' || key === each) void refresh(followed)
    })
    if (channel.last) listener(channel.last)
    void refresh(channel)
    return () => {
      channel.listeners.delete(listener)
      if (channel.listeners.size > 0) return
      channels.delete(name)
      if (channels.size === 0) {
        stopHearing?.()
        stopHearing = undefined
      }
    }
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref()
  })
}
