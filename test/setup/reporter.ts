import Mocha from 'mocha'
import { listSkipReasons } from './skips.ts'

/**
 * Mocha's specification, then why tests were skipped, then one plain line: `N passed, N failed`, and `, N skipped`
 * if any. In CI (`CI=true`) a skipped test counts as failed: what a release rests on must have run.
 */
export default class Reporter extends Mocha.reporters.Spec {
  override done(failures: number, end: (failures: number) => void): void {
    const { passes, pending } = this.stats
    const isCi = process.env.CI === 'true'
    for (const reason of listSkipReasons()) console.log(`Skipped: ${reason}`)
    if (isCi && pending > 0) console.log(`In CI every test must run; ${pending} did not.`)
    const failed = isCi ? failures + pending : failures
    const skipped = isCi || pending === 0 ? '' : `, ${pending} skipped`
    console.log(`${passes} passed, ${failed} failed${skipped}`)
    end(failed)
  }
}
