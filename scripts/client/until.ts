/**
 * Asks again until the answer is there.
 *
 * @param awaited what the error says was awaited
 * @throws Error when `seconds` have passed without an answer
 */
export async function until<T>(awaited: string, ask: () => Promise<T | undefined>, seconds = 15): Promise<T> {
  const deadline = performance.now() + seconds * 1000
  for (;;) {
    const answer = await ask()
    if (answer !== undefined) return answer
    if (performance.now() > deadline) throw new Error(`Waited ${seconds} s for ${awaited}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
