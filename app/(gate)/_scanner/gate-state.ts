import type { Direction, ScanAnswer, ScanPreview } from '#core/api/scan.ts'
import type { ApiProblem } from '#ui/api/client.ts'
import type { Delay } from './scan-sender.ts'

/** An answer with the direction that was asked for. */
export type Scanned = {
  readonly answer: ScanAnswer
  readonly direction: Direction
  /** The steward had been told that nobody decides, and then the guest may have gone. */
  readonly isLate?: boolean
  /** A person denied what the rules would have let in. */
  readonly isDenied?: boolean
}

/** What the steward sees. `id` changes with each presentation. */
export type GateView =
  | { readonly kind: 'ready' }
  | { readonly kind: 'checking'; readonly id: number }
  /** Two steps: the rules let the ticket in, and now a person decides. */
  | { readonly kind: 'asking'; readonly id: number; readonly preview: ScanPreview }
  | { readonly kind: 'verdict'; readonly id: number; readonly scanned: Scanned }
  /** Nobody has decided, and nobody may enter for it. The scan is kept and goes on being sent. */
  | { readonly kind: 'undecided'; readonly id: number; readonly delay: Delay }
  /** The server will not take this scan at all. */
  | { readonly kind: 'problem'; readonly id: number; readonly problem: ApiProblem }
  /** This device could not even keep the scan, so it was not sent. */
  | { readonly kind: 'fault'; readonly id: number }

export type GateState = {
  readonly view: GateView
  /** Scans that wait for an answer. */
  readonly waiting: number
  /** The answers of this shift, newest first. */
  readonly history: readonly Scanned[]
  /** Answers that came late since the history was looked at. */
  readonly unseenLate: number
}

/** A shift at the busiest gate; older ones are in the registry. */
const HISTORY_LENGTH = 2_000

/** What the gate page shows, and who wants to hear of it: the shape that `useSyncExternalStore` takes. */
export function createGateState() {
  const listeners = new Set<() => void>()
  let state: GateState = { view: { kind: 'ready' }, waiting: 0, history: [], unseenLate: 0 }

  const change = (next: Partial<GateState>) => {
    state = { ...state, ...next }
    for (const listener of listeners) listener()
  }
  return {
    get: () => state,
    subscribe: (listener: () => void) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    show: (view: GateView) => change({ view }),
    countWaiting: (more: 1 | -1) => change({ waiting: state.waiting + more }),
    remember: (scanned: Scanned) =>
      change({
        history: [scanned, ...state.history].slice(0, HISTORY_LENGTH),
        unseenLate: state.unseenLate + (scanned.isLate ? 1 : 0),
      }),
    /** Puts what an earlier page of this shift was answered behind what this one was. */
    recall: (earlier: readonly Scanned[]) => {
      const known = new Set(state.history.map(({ answer }) => answer.nonce))
      const missing = earlier.filter(({ answer }) => !known.has(answer.nonce))
      change({ history: [...state.history, ...missing].slice(0, HISTORY_LENGTH) })
    },
    seeLate: () => change({ unseenLate: 0 }),
  }
}
