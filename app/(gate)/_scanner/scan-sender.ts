import type { ScanAnswer } from '#core/api/scan.ts'
import { ApiProblem } from '#ui/api/client.ts'
import type { ScanStore, WaitingScan } from './scan-store.ts'

/** What became of a scan: the server's answer, or a problem that sending it again cannot mend. */
export type ScanOutcome =
  | { readonly kind: 'answer'; readonly answer: ScanAnswer }
  | { readonly kind: 'problem'; readonly problem: ApiProblem }

/** Why a scan is still unanswered after a try. */
export type Delay = 'unreachable' | 'signed_out' | 'rate_limited'

export type ScanSender = {
  /**
   * Keeps the scan, then sends it again and again, with the same nonce, until there is an outcome. `onDelay` hears
   * of each try that brought none. A scan that has waited too long for its time to be taken is sent as presented now,
   * so that the log has it; its code is too old by then.
   */
  readonly send: (scan: WaitingScan, onDelay?: (delay: Delay) => void) => Promise<ScanOutcome>
  /** Tries at once what is waiting for its next try: the network is back, or somebody has signed in. */
  readonly hurry: () => void
}

type Ports = {
  readonly store: ScanStore
  /** One try. Throws ApiProblem or ApiUnreachable. */
  readonly post: (scan: WaitingScan) => Promise<ScanAnswer>
}

const FIRST_WAIT_MS = 500
const LONGEST_WAIT_MS = 8_000

/** Makes the part of a scanner that gets scans answered. */
export function createScanSender({ store, post }: Ports): ScanSender {
  const sleepers = new Set<() => void>()

  const sleep = (ms: number) =>
    new Promise<void>((resolve) => {
      const wake = () => {
        clearTimeout(timer)
        sleepers.delete(wake)
        resolve()
      }
      const timer = setTimeout(wake, ms)
      sleepers.add(wake)
    })

  const send: ScanSender['send'] = async (kept, onDelay) => {
    let scan = kept
    await store.put(scan)
    for (let wait = FIRST_WAIT_MS; ; wait = Math.min(2 * wait, LONGEST_WAIT_MS)) {
      const tried = await tryOnce(scan, post)
      if (tried.kind === 'problem' && isOfOldTime(tried.problem) && scan.request.seenAt !== undefined) {
        // the nonce has no answer yet, or that would have come whatever the time
        scan = withoutTime(scan)
        await store.put(scan)
        continue
      }
      if (tried.kind !== 'delay') {
        // the guest waits for the answer, not for this; what a crash leaves is sent again and answered the same
        store.remove(scan.request.nonce).catch(() => undefined)
        return tried
      }
      onDelay?.(tried.delay)
      await sleep(Math.max(wait, tried.atLeastMs))
    }
  }

  return {
    send,
    hurry: () => {
      for (const wake of [...sleepers]) wake()
    },
  }
}

type Tried = ScanOutcome | { readonly kind: 'delay'; readonly delay: Delay; readonly atLeastMs: number }

async function tryOnce(scan: WaitingScan, post: Ports['post']): Promise<Tried> {
  try {
    return { kind: 'answer', answer: await post(scan) }
  } catch (error) {
    if (!(error instanceof ApiProblem)) return { kind: 'delay', delay: 'unreachable', atLeastMs: 0 }
    if (error.code === 'unauthenticated') return { kind: 'delay', delay: 'signed_out', atLeastMs: 0 }
    if (error.code === 'rate_limited') {
      return { kind: 'delay', delay: 'rate_limited', atLeastMs: (error.retryAfterSeconds ?? 1) * 1000 }
    }
    if (error.status >= 500) return { kind: 'delay', delay: 'unreachable', atLeastMs: 0 }
    return { kind: 'problem', problem: error }
  }
}

function isOfOldTime({ code, errors }: ApiProblem): boolean {
  return code === 'bad_request' && (errors?.some(({ path }) => path === 'body.seenAt') ?? false)
}

function withoutTime(scan: WaitingScan): WaitingScan {
  const { seenAt: _, ...request } = scan.request
  return { ...scan, request }
}
