import type { Part } from './process.ts'

/** The parts that run, in the order of their start. */
export type Parts = {
  /**
   * Takes a part in as soon as it is up; one that comes up while all are being stopped is stopped as well.
   *
   * @throws Stopped in that case, and whatever the start throws
   */
  add<P extends Part>(start: Promise<P>): Promise<P>
  /** Waits for a part that ends by itself, stopping it if all are stopped meanwhile; answers how it ended. */
  during(part: Part): Promise<string>
  /** Resolves when a part ends that nobody has stopped: its name and how it ended. */
  readonly broken: Promise<string>
  /** Ends all parts, the last one first. Further calls wait for the first. */
  stopAll(): Promise<void>
}

/** Everything is being stopped; whoever was about to start something gives up. */
export class Stopped extends Error {
  override readonly name = 'Stopped'
}

export function createParts(): Parts {
  const running: Part[] = []
  const { promise: broken, resolve: reportBroken } = Promise.withResolvers<string>()
  let stopping: Promise<void> | undefined

  const stopInReverse = async (): Promise<void> => {
    for (let part = running.pop(); part; part = running.pop()) await part.stop()
  }
  const take = async (part: Part): Promise<void> => {
    if (stopping) {
      await part.stop()
      throw new Stopped()
    }
    running.push(part)
  }
  const watchOver = async (part: Part): Promise<void> => {
    const how = await part.ended
    if (!stopping) reportBroken(`${part.name} ended by itself (${how})`)
  }
  return {
    broken,
    async add(start) {
      const part = await start
      await take(part)
      void watchOver(part)
      return part
    },
    async during(part) {
      await take(part)
      const how = await part.ended
      if (stopping) throw new Stopped()
      running.splice(running.indexOf(part), 1)
      return how
    },
    stopAll() {
      stopping ??= stopInReverse()
      return stopping
    },
  }
}
