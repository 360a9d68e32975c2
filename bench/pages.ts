import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import lighthouse, { type Result as Report } from 'lighthouse'
import { chromium } from 'playwright-core'
import { createParts } from '#scripts/stack/parts.ts'
import { findFreePort } from '#scripts/stack/ports.ts'
import { startProcess } from '#scripts/stack/process.ts'
import { startThrowAwayStack } from '#scripts/stack/throw-away-stack.ts'
import { QUIET } from '#test/e2e/browser.ts'
import { connectAs, setUpPhone } from '#test/e2e/people.ts'
import { blockingTime, type Trace } from './blocking-time.ts'
import { compare, median, type Result } from './result.ts'

/** Scores move by a few points from one look to the next; the middle of so many counts. */
const LOOKS = 3
const TRIES = 3
const CATEGORIES = ['performance', 'accessibility', 'best-practices'] as const
const GOAL = 95

const CHROMIUM = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium'

/** A page as a phone opens it: one that was here before and has kept its files, or one that never was. */
type Visit = { readonly name: string; readonly url: string; readonly isFirst: boolean }

/**
 * What Lighthouse says of the pages that people open at the door, as on a phone of the middle class with slow 4G
 * (its own default: a quarter of this processor's speed, 1.6 Mbit/s, 150 ms): scores of 0 to 100. The ticket is looked
 * at by a phone that was set up before, and shows its code.
 *
 * Each look has a browser of its own, just started, with nothing attached but Lighthouse: what else takes hold of a page is
 * counted against it. The performance counts a busy machine against the page all the same, so beside it stand what hardly
 * depends on that: how long the page itself keeps its thread, and how much script it asks for.
 *
 * @param only a word in the names of the pages to measure, such as `ticket`
 */
export async function measure(only = ''): Promise<readonly Result[]> {
  const parts = createParts()
  const phone = await mkdtemp(join(tmpdir(), 'usher-phone-'))
  try {
    const { origin, demo } = await startThrowAwayStack(parts, { say: console.error, log: () => undefined })
    const eventId = demo?.events.find(({ name }) => name === 'Harbour Sessions')?.eventId
    const ticket = `${origin}/tickets/${eventId}/1000001`
    const [gate, event] = [`${origin}/gate`, `${origin}/events/${eventId}`]
    await setUp(phone, ticket)
    const visits: readonly Visit[] = [
      { name: 'ticket', url: ticket, isFirst: false },
      { name: 'gate', url: gate, isFirst: false },
      { name: 'event', url: event, isFirst: false },
      { name: 'gate-first', url: gate, isFirst: true },
      { name: 'event-first', url: event, isFirst: true },
    ]
    const results: Result[] = []
    for (const each of visits.filter(({ name }) => name.includes(only))) {
      results.push(...(await look(each, phone)))
    }
    return results
  } finally {
    await parts.stopAll()
    await rm(phone, { recursive: true, force: true })
  }
}

/** Makes the phone of a guest who has got a code before, and has kept the pages. */
async function setUp(phone: string, ticket: string): Promise<void> {
  const browser = await chromium.launchPersistentContext(phone, {
    executablePath: CHROMIUM,
    headless: true,
    args: QUIET,
  })
  try {
    const page = await browser.newPage()
    await page.goto(ticket)
    await connectAs(page, 'Ada')
    await setUpPhone(page)
    for (const path of [new URL(ticket).pathname, '/gate']) {
      await page.waitForFunction((kept) => caches.match(kept, { ignoreVary: true }).then(Boolean), path)
    }
  } finally {
    await browser.close()
  }
}

async function look(visit: Visit, phone: string): Promise<readonly Result[]> {
  const seen: Seen[] = []
  for (let i = 0; i < LOOKS; i++) seen.push(await lookUntilSeen(visit, phone))
  if (seen[0]) sayWhatIsWrong(visit.name, seen[0].report.audits)
  const about = { peer: null, peerName: null }
  return [
    ...CATEGORIES.map((category) =>
      compare({
        ...about,
        name: `${visit.name}-${category}`,
        ours: median(seen.map(({ report }) => (report.categories[category]?.score ?? 0) * 100)),
        unit: 'of 100',
        goal: `≥ ${GOAL}`,
      }),
    ),
    compare({
      ...about,
      name: `${visit.name}-own-blocking-time-ms`,
      ours: median(seen.map(({ ownBlockingMs }) => ownBlockingMs)),
      unit: 'ms',
      goal: 'at most 200',
    }),
    compare({
      ...about,
      name: `${visit.name}-script-kB`,
      ours: median(seen.map(({ report }) => scriptBytes(report) / 1000)),
      unit: 'kB',
      goal: 'none set',
    }),
  ]
}

type Seen = { readonly report: Report; readonly ownBlockingMs: number }

/** Lighthouse now and then misses the beginning of its own recording, and says so. */
async function lookUntilSeen(visit: Visit, phone: string): Promise<Seen> {
  for (let tries = 1; ; tries++) {
    const { report, ownBlockingMs } = await lookOnce(visit, phone)
    if (!report.runtimeError) return { report, ownBlockingMs }
    if (tries === TRIES) throw new Error(`${visit.url}: ${report.runtimeError.message}`)
  }
}

async function lookOnce({ url, isFirst }: Visit, phone: string): Promise<Seen> {
  const profile = await mkdtemp(join(tmpdir(), 'usher-look-'))
  if (!isFirst) await cp(phone, profile, { recursive: true })
  const port = await findFreePort()
  const browser = await startProcess({
    name: 'Chromium',
    command: CHROMIUM,
    args: ['--headless', ...QUIET, `--remote-debugging-port=${port}`, `--user-data-dir=${profile}`],
    ready: { line: /DevTools listening/, withinSeconds: 60 },
  })
  try {
    const seen = await lighthouse(url, {
      port,
      onlyCategories: [...CATEGORIES],
      disableStorageReset: !isFirst,
    })
    if (!seen) throw new Error(`${url}: Lighthouse has no report`)
    const { lhr: report, artifacts } = seen
    return {
      report,
      ownBlockingMs: report.runtimeError ? Number.NaN : blockingTime(artifacts.Trace as Trace),
    }
  } finally {
    await browser.stop()
    await rm(profile, { recursive: true, force: true })
  }
}

/** Of all scripts that were asked for, unpacked: what the phone has to read, whether it comes from the network or not. */
function scriptBytes({ audits }: Report): number {
  const requests = audits['network-requests']?.details
  if (requests?.type !== 'table') return Number.NaN
  return requests.items
    .filter(({ resourceType }) => resourceType === 'Script')
    .reduce((bytes, { resourceSize }) => bytes + Number(resourceSize), 0)
}

type Audits = Readonly<Record<string, { score: number | null; title: string; displayValue?: string }>>

function sayWhatIsWrong(name: string, audits: Audits): void {
  for (const { score, title, displayValue = '' } of Object.values(audits)) {
    if (score !== null && score < 0.9) console.error(`${name}: ${title} ${displayValue}`)
  }
}
