import type { Browser, Page } from 'playwright-core'
import { toDataURL } from 'qrcode'
import { privateKeyToAccount } from 'viem/accounts'
import { type EventId, parseEventId } from '#core/event-id.ts'
import { toUnixSeconds } from '#core/time.ts'
import { createApi } from '#scripts/client/api.ts'
import { addPhone, type Phone } from '#scripts/demo/people.ts'
import type { Demo } from '#scripts/seed.ts'
import { createParts } from '#scripts/stack/parts.ts'
import { startThrowAwayStack } from '#scripts/stack/throw-away-stack.ts'
import { launchBrowser, visit } from '#test/e2e/browser.ts'
import { signInAtGate, startScanning } from '#test/e2e/people.ts'
import { PASS_MASK } from '#ui/draw-qr.ts'
import { installCamera, leaveScriptAlone, STEPS, type Step, watchSteps } from './camera-stage.ts'
import { compare, median, quantile, type Result } from './result.ts'

const EVENT = 'Harbour Sessions'
const HOLDERS = {
  Ada: [1_000_001n, 1_000_002n],
  Ben: [1_000_003n, 2_000_001n],
  Cleo: [2_000_002n, 3_000_001n],
}
const PRESENTATIONS = 30
/** The first ones find nothing compiled. */
const WARM_UP = 6
/** The scanner ignores a ticket until five seconds after it last saw it, so each waits for its turn. */
const TURN_MS = 1_100
/** A code without a verdict for so long counts as not read. */
const LIMIT_MS = 5_000
const FEEDS = { clean: 0, noisy: 0.45 } as const
const THROTTLES = [1, 6] as const
const PARTS = Object.entries(FEEDS).flatMap(([feed, noise]) =>
  THROTTLES.map((throttle) => ({ name: `${feed}-${throttle}x`, noise, throttle })),
)
const PEER = 'the same page with @zxing/browser alone'

/**
 * How long it takes from a code's coming into the camera's view to its verdict on the screen, the server's answer
 * included, and how many of the codes are read at all. A 720p feed with a code of 420 lines; phones' real passes, each
 * made just before it is held up. How long each step takes says where the time goes: a frame with the code is taken, read,
 * the server asked, has answered, the verdict is in the page, and painted. Chromium slows down the page's own thread when throttled,
 * not its worker.
 *
 * @param only a word in the names of the parts to measure, such as `clean-1x`
 */
export async function measure(only = ''): Promise<readonly Result[]> {
  const parts = createParts()
  let browser: Browser | undefined
  try {
    const { origin, demo } = await startThrowAwayStack(parts, { say: () => {}, log: () => {} })
    if (!demo) throw new Error('The stack has no demo')
    browser = await launchBrowser(process.env.CHROMIUM_PATH ?? '/usr/bin/chromium')
    const tickets = await openPhones(origin, demo)
    const results: Result[] = []
    for (const { name, ...part } of PARTS.filter((each) => each.name.includes(only))) {
      const page = { origin, browser, tickets, ...part }
      const ours = await run({ ...page, isPeer: false })
      const peer = await run({ ...page, isPeer: true })
      results.push(
        ...compareRuns(name, ours, peer, part.throttle === 1 ? 'at most 150' : 'none set'),
        ...listSteps(name, ours),
      )
    }
    return results
  } finally {
    await browser?.close()
    await parts.stopAll()
  }
}

type Ticket = { readonly tokenId: bigint; readonly phone: Phone }

/** Each demo guest's phone, registered for the event, once for each of his tickets. */
async function openPhones(origin: string, demo: Demo): Promise<readonly Ticket[]> {
  const event = parseEventId(demo.events.find(({ name }) => name === EVENT)?.eventId ?? '')
  if (!event) throw new Error(`The demo has no ${EVENT}`)
  const api = createApi(origin)
  const opened = Object.entries(HOLDERS).map(async ([name, tokenIds]) => {
    const phone = await openPhone(api, demo, name, event)
    return tokenIds.map((tokenId) => ({ tokenId, phone }))
  })
  return (await Promise.all(opened)).flat()
}

function openPhone(
  api: ReturnType<typeof createApi>,
  demo: Demo,
  name: string,
  event: EventId,
): Promise<Phone> {
  const key = demo.accounts.find((account) => account.name === name)?.privateKey
  if (!key) throw new Error(`The demo has no ${name}`)
  return addPhone(api, privateKeyToAccount(key), event, toUnixSeconds(Date.now()))
}

type Plan = {
  readonly origin: string
  readonly browser: Browser
  readonly tickets: readonly Ticket[]
  readonly noise: number
  readonly throttle: number
  readonly isPeer: boolean
}

/** A code that was held up: milliseconds to each step of the way to its verdict. Without `painted` it was not read. */
type Shown = Partial<Readonly<Record<Step, number>>>
type Run = readonly Shown[]

async function run({ origin, browser, tickets, noise, throttle, isPeer }: Plan): Promise<Run> {
  const { page } = await visit(browser, 'about:blank')
  try {
    await page.addInitScript(installCamera, noise)
    await page.addInitScript(isPeer ? leaveScriptAlone : watchSteps)
    await page.goto(`${origin}/gate`)
    await signInAtGate(page, 'Stefan', EVENT)
    await startScanning(page)
    const devtools = await page.context().newCDPSession(page)
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: throttle })
    const all: Shown[] = []
    for (let count = 0; count < PRESENTATIONS; count++) {
      const ticket = tickets[count % tickets.length]
      if (ticket) all.push(await present(page, ticket))
    }
    return all.slice(WARM_UP)
  } finally {
    await page.context().close()
  }
}

async function present(page: Page, { phone, tokenId }: Ticket): Promise<Shown> {
  const code = await phone.show(tokenId, toUnixSeconds(Date.now()))
  const picture = await toDataURL(code, {
    errorCorrectionLevel: 'M',
    maskPattern: PASS_MASK,
    margin: 4,
    scale: 8,
  })
  return page.evaluate(
    async ([source, text, turnMs, limitMs]) => {
      const heldUp = await window.holdUp(source, text)
      const painted = await window.verdictAfter(heldUp, limitMs)
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, heldUp + turnMs - performance.now())))
      const reached: Record<string, number> = painted === undefined ? {} : { ...window.way.reached, painted }
      return Object.fromEntries(Object.entries(reached).map(([step, at]) => [step, at - heldUp]))
    },
    [picture, code, TURN_MS, LIMIT_MS] as const,
  )
}

function compareRuns(name: string, ours: Run, peer: Run, goal: string): readonly Result[] {
  const against = { peerName: PEER }
  return [
    compare({
      ...against,
      name: `camera-to-verdict-p95-ms ${name}`,
      ours: p95(ours) ?? Number.NaN,
      peer: p95(peer),
      unit: 'ms',
      goal,
    }),
    compare({
      ...against,
      name: `frames-read ${name}`,
      ours: readShare(ours),
      peer: readShare(peer),
      unit: '%',
      goal: 'all',
    }),
  ]
}

/** How long each step of ours takes after the one before, in the middle: where the time goes. */
function listSteps(name: string, run: Run): readonly Result[] {
  return STEPS.map((step, at) => {
    const before = STEPS[at - 1]
    const took = run.map(
      (shown) => (shown[step] ?? Number.NaN) - (before ? (shown[before] ?? Number.NaN) : 0),
    )
    return compare({
      name: `camera-step-ms ${name} ${step}`,
      ours: median(took.filter((ms) => !Number.isNaN(ms))),
      peer: null,
      peerName: null,
      unit: 'ms',
      goal: 'none set',
    })
  })
}

/** Of the codes that were read; null if none was. */
function p95(run: Run): number | null {
  const times = timesOf(run)
  return times.length === 0 ? null : quantile(times, 0.95)
}

function readShare(run: Run): number {
  return (100 * timesOf(run).length) / run.length
}

function timesOf(run: Run): readonly number[] {
  return run.flatMap(({ painted }) => (painted === undefined ? [] : [painted]))
}
