import { forgetAnswersOf } from '../offline/answer-store.ts'
import { forgetPages } from '../offline/keeper.ts'
import { forgetPassKeysOf } from '../offline/pass-key-store.ts'

/** What this phone knows of an account goes with it: its answers, its pass keys, and the kept pages of tickets. */
export async function forgetAccount(address: string): Promise<void> {
  forgetPages('/tickets/')
  // where a browser keeps nothing there is nothing to forget
  await Promise.allSettled([forgetAnswersOf(address), forgetPassKeysOf(address)])
}
