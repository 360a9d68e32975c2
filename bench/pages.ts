import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import lighthouse from 'lighthouse'
import { chromium, type Page } from 'playwright-core'
import { createParts } from '#scripts/stack/parts.ts'
import { findFreePort } from '#scripts/stack/ports.ts'
import { startThrowAwayStack } from '#scripts/stack/throw-away-stack.ts'
import { QUIET } from '#test/e2e/browser.ts'
import { connectAs, setUpPhone } from '#test/e2e/people.ts'
import { compare, median, type Result } from './result.ts'

/** Scores move by a few points from one look to the next; the middle of so many counts. */
const LOOKS = 3
const CATEGORIES = ['performance', 'accessibility', 'best-practices'] as const
const GOAL = 95

/**
 * What Lighthouse says of the pages that people open at the door, as on a phone of the middle class with slow 4G
 * (its own default: a quarter of this processor's speed, 1.6 Mbit/s, 150 ms): scores of 0 to 100. The ticket is looked
 * at by a phone that was set up before, and shows its code.
 */
export async function measure(): Promise<readonly Result[]> {
  const parts = createParts()
  const profile = await mkdtemp(join(tmpdir(), 'usher-pages-'))
  const port = await findFreePort()
  const browser = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    headless: true,
    args: [...QUIET, `--remote-debugging-port=${port}`],
  })
  try {
    const { origin, demo } = await startThrowAwayStack(parts, { say: console.error, log: () => undefined })
    const eventId = demo?.events.find(({ name }) => name === 'Harbour Sessions')?.eventId
    const ticket = `${origin}/tickets/${eventId}/1000001`
    await setUp(await browser.newPage(), ticket)
    const pages = { ticket, gate: `${origin}/gate`, event: `${origin}/events/${eventId}` }
    const results: Result[] = []
    for (const [name, url] of Object.entries(pages)) results.push(...(await look(name, url, port)))
    return results
  } finally {
    await browser.close()
    await parts.stopAll()
    await rm(profile, { recursive: true, force: true })
  }
}

async function setUp(page: Page, ticket: string): Promise<void> {
  await page.goto(ticket)
  await connectAs(page, 'Ada')
  await setUpPhone(page)
  await page.close()
}

async function look(name: string, url: string, port: number): Promise<Result[]> {
  const scores = new Map<string, number[]>(CATEGORIES.map((category) => [category, []]))
  for (let i = 0; i < LOOKS; i++) {
    const seen = await lighthouse(url, { port, onlyCategories: [...CATEGORIES], disableStorageReset: true })
    if (!seen || seen.lhr.runtimeError) throw new Error(`${url}: ${seen?.lhr.runtimeError?.message}`)
    for (const category of CATEGORIES) {
      scores.get(category)?.push((seen.lhr.categories[category]?.score ?? 0) * 100)
    }
    if (i === 0) sayWhatIsWrong(name, seen.lhr.audits)
  }
  return [...scores].map(([category, values]) =>
    compare({
      name: `${name}-${category}`,
      ours: median(values),
      peer: null,
      peerName: null,
      unit: 'of 100',
      goal: `≥ ${GOAL}`,
    }),
  )
}

type Audits = Readonly<Record<string, { score: number | null; title: string; displayValue?: string }>>

function sayWhatIsWrong(name: string, audits: Audits): void {
  for (const { score, title, displayValue = '' } of Object.values(audits)) {
    if (score !== null && score < 0.9) console.error(`${name}: ${title} ${displayValue}`)
  }
}
