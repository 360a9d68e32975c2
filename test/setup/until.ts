import { setTimeout as wait } from 'node:timers/promises'

/**
 * Waits until `condition` answers something, and answers that.
 *
 * @param what is awaited, for the error when it does not come within `seconds`
 */
export async function until<T>(
  what: string,
  condition: () => T | undefined | false | Promise<T | undefined | false>,
  seconds = 20,
): Promise<T> {
  const deadline = Date.now() + seconds * 1000
  for (;;) {
    const answer = await condition()
    if (answer !== undefined && answer !== false) return answer
    if (Date.now() > deadline) throw new Error(`Waited ${seconds} s in vain until ${what}`)
    await wait(20)
  }
}
