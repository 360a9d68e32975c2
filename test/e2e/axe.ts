import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** What axe holds against the page as it stands, each as rule and place. */
export async function findViolations(page: Page): Promise<readonly string[]> {
  await page.evaluate(settleColors)
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze()
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target }) => `${id} (${help}): ${target.join(' ')}`),
  )
}

/** Runs in the page: a colour on its way to another is neither, and not what anybody reads. */
async function settleColors(): Promise<void> {
  // what takes longer, or has no end, tells a time that runs out, and colours nothing
  const ending = document
    .getAnimations()
    .filter(({ effect }) => Number(effect?.getComputedTiming().endTime) <= 1_000)
  // what is taken off the page in the middle is done as well
  await Promise.allSettled(ending.map(({ finished }) => finished))
}
