import { unavailable } from '../http/problem.ts'

/** Gathers what comes in while the database is busy, and does it together. */
export type Group<Item, Result> = {
  /** @throws ProblemError `unavailable` when too many are waiting, or this process is about to stop; what `run` throws */
  readonly add: (item: Item) => Promise<Result>
  /** Takes no more and resolves when all that was taken is done. */
  readonly close: () => Promise<void>
}

type Options<Item, Result> = {
  /** Does all of them or, by throwing, none; answers in their order. */
  readonly run: (items: readonly Item[]) => Promise<readonly Result[]>
  /** What no two items under way may share: the later one waits for the earlier. */
  readonly keysOf: (item: Item) => readonly string[]
  /** Whether an error speaks of one item rather than of the database: then each is done by itself. */
  readonly isOfOneItem: (error: unknown) => boolean
  readonly most: number
  /** how many groups may be under way: while one waits for the disk, the next is at work */
  readonly lanes: number
  /** longest, in ms, that a group waits for as many as the one before had */
  readonly companyMs: number
  readonly mostWaiting: number
}

type Waiting<Item, Result> = {
  readonly item: Item
  readonly keys: readonly string[]
  readonly resolve: (result: Result) => void
  readonly reject: (error: unknown) => void
}

/** Who was answered so many times as long ago as is waited for him sends nothing now. */
const RECENT = 20

/**
 * Whoever comes alone goes at once; who comes while all lanes are busy goes with all the others that have come meanwhile.
 * As many gates as a group has answered are about to send their next: it is waited for them, for a moment. So the busier
 * the gates are the larger the groups, of which each costs the database a beginning, an end and a commit.
 *
 * An item that cannot be done takes none of its neighbours with it: the group is done again, one by one.
 */
export function createGroup<Item, Result>({
  run,
  keysOf,
  isOfOneItem,
  most,
  lanes,
  companyMs,
  mostWaiting,
}: Options<Item, Result>): Group<Item, Result> {
  let waiting: Waiting<Item, Result>[] = []
  const busyKeys = new Set<string>()
  let busyLanes = 0
  let expected = 1
  let endedAt = 0
  let company: NodeJS.Timeout | undefined
  let isStartPlanned = false
  let isClosed = false
  let onIdle: (() => void) | undefined

  /** The first that wait, but for those that share something with one under way. */
  const take = (): Waiting<Item, Result>[] => {
    const taken: Waiting<Item, Result>[] = []
    const left: Waiting<Item, Result>[] = []
    for (const each of waiting) {
      if (taken.length === most || each.keys.some((key) => busyKeys.has(key))) {
        left.push(each)
        continue
      }
      for (const key of each.keys) busyKeys.add(key)
      taken.push(each)
    }
    waiting = left
    return taken
  }

  const plan = (): void => {
    if (isStartPlanned || busyLanes === lanes) return
    if (performance.now() - endedAt > RECENT * companyMs) expected = 1
    if (isClosed || waiting.length >= expected) {
      isStartPlanned = true
      setImmediate(start)
    } else if (waiting.length > 0) company ??= setTimeout(goWithout, companyMs)
  }

  const goWithout = (): void => {
    expected = 1
    plan()
  }

  const start = (): void => {
    isStartPlanned = false
    clearTimeout(company)
    company = undefined
    while (busyLanes < lanes) {
      const taken = take()
      if (taken.length === 0) break
      busyLanes++
      expected = taken.length
      void finish(taken)
    }
    if (busyLanes === 0 && waiting.length === 0) onIdle?.()
  }

  const finish = async (taken: readonly Waiting<Item, Result>[]): Promise<void> => {
    await settle(taken)
    for (const { keys } of taken) for (const key of keys) busyKeys.delete(key)
    busyLanes--
    endedAt = performance.now()
    plan()
  }

  const settle = async (taken: readonly Waiting<Item, Result>[]): Promise<void> => {
    try {
      const results = await run(taken.map(({ item }) => item))
      for (const [index, { resolve }] of taken.entries()) resolve(results[index] as Result)
    } catch (error) {
      if (taken.length > 1 && isOfOneItem(error)) for (const each of taken) await settle([each])
      else for (const { reject } of taken) reject(error)
    }
  }

  return {
    add: (item) => {
      if (isClosed)
        return Promise.reject(unavailable('This server is about to stop. Send the same scan again.'))
      if (waiting.length >= mostWaiting) {
        return Promise.reject(unavailable('Too many scans are waiting. Send the same scan again.'))
      }
      const { promise, resolve, reject } = Promise.withResolvers<Result>()
      waiting.push({ item, keys: keysOf(item), resolve, reject })
      plan()
      return promise
    },
    close: () => {
      isClosed = true
      const { promise, resolve } = Promise.withResolvers<void>()
      onIdle = resolve
      plan()
      return promise
    },
  }
}
