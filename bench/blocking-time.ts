/** What a browser noted while it opened a page, as far as it matters here (Trace Event Format; microseconds). */
export type Trace = { readonly traceEvents: readonly TraceEvent[] }

type TraceEvent = {
  readonly name: string
  readonly pid: number
  readonly tid: number
  readonly ts: number
  /** How long the thread worked at it, whatever else the machine did meanwhile. */
  readonly tdur?: number
  readonly args?: { readonly data?: { readonly documentLoaderURL?: string } }
}

/** Lighthouse's phone of the middle class. */
const SLOWER = 4
/** A tap that waits for longer is felt. */
const UNFELT_MS = 50

/**
 * How long taps would have to wait for the page itself, in milliseconds on a phone that is four times as slow: of each task
 * after the first content was painted what goes beyond 50 ms. As Lighthouse's total blocking time, but by the time for which
 * the thread was at work, so that a busy machine does not count against the page. NaN for a trace without a page.
 */
export function blockingTime({ traceEvents }: Trace): number {
  const begun = traceEvents.find(
    ({ name, args }) => name === 'navigationStart' && args?.data?.documentLoaderURL?.startsWith('http'),
  )
  if (!begun) return Number.NaN
  const ofPage = traceEvents.filter(({ pid, ts }) => pid === begun.pid && ts >= begun.ts)
  const painted = ofPage.find(({ name }) => name === 'firstContentfulPaint')
  if (!painted) return Number.NaN
  return ofPage
    .filter(({ name, tid, ts }) => name === 'RunTask' && tid === begun.tid && ts >= painted.ts)
    .reduce((ms, { tdur = 0 }) => ms + Math.max(0, (SLOWER * tdur) / 1000 - UNFELT_MS), 0)
}
