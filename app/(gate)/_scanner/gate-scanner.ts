import type { Direction, ScanRequest } from '#core/api/scan.ts'
import { createFullFormWait } from './full-form-wait.ts'
import { createGateState, type GateState, type GateView } from './gate-state.ts'
import type { Post } from './post.ts'
import type { ScanOutcome, ScanSender } from './scan-sender.ts'
import type { ScanStore, WaitingScan } from './scan-store.ts'
import { createSightings } from './sightings.ts'
import { readPresented } from './ticket-key.ts'

export type GateScanner = {
  readonly state: () => GateState
  readonly subscribe: (listener: () => void) => () => void
  /** A code came into view of the camera. Called for every frame that shows one. */
  readonly see: (text: string) => void
  /** A code was typed, pasted, uploaded or sent by a hardware scanner: always a presentation of its own. */
  readonly enter: (text: string) => void
  readonly setDirection: (direction: Direction) => void
  /** The verdict has been read. */
  readonly dismiss: () => void
  /** Sends on what an earlier page left unanswered. */
  readonly resume: () => Promise<void>
}

type Ports = {
  readonly post: Post
  /** Who is signed in. */
  readonly staff: string
  readonly sender: ScanSender
  readonly store: ScanStore
  /** Monotonic milliseconds. */
  readonly now: () => number
  /** The server's time as RFC 3339, or undefined if this device cannot stand for it. */
  readonly seenAt: () => string | undefined
  /** 128 random bits. */
  readonly makeNonce: () => string
}

/** Without an answer for this long the steward is told that nobody has decided. */
export const UNDECIDED_AFTER_MS = 2_500

/**
 * The scanner's mind, without camera or screen: what is a new presentation, what is sent, what the steward sees.
 *
 * While a ticket's scan is unanswered no other is started for it. After `pass_key_unknown` to a short form it waits a
 * moment for the full one before it says so.
 */
export function createGateScanner(ports: Ports): GateScanner {
  const state = createGateState()
  const sightings = createSightings()
  const fullForm = createFullFormWait()
  const unanswered = new Set<string>()
  let direction: Direction = 'entry'
  let newestId = 0

  /** Only the newest presentation may change the screen; what an older one became stands in the history. */
  const show = (id: number, view: GateView) => {
    if (id === newestId) state.show(view)
  }

  const take = (text: string, by: 'camera' | 'hand') => {
    const { key, form } = readPresented(text, direction)
    const isNew = sightings.isNew(key, ports.now())
    if (form === 'full' && fullForm.offer(key, text)) return
    if (unanswered.has(key) || (by === 'camera' && !isNew)) return
    void present(key, text, by === 'camera' && form === 'short')
  }

  const present = async (key: string, text: string, mayWaitForFull: boolean) => {
    const id = ++newestId
    const asked = direction
    unanswered.add(key)
    show(id, { kind: 'checking', id })
    try {
      let outcome = await ask(id, toRequest(ports, text, asked))
      const full = mayWaitForFull && isKeyUnknown(outcome) ? await fullForm.wait(key) : undefined
      if (full !== undefined) outcome = await ask(id, toRequest(ports, full, asked))
      settle(id, outcome, asked)
    } catch {
      show(id, { kind: 'fault', id })
    } finally {
      unanswered.delete(key)
    }
  }

  const ask = async (id: number, request: ScanRequest): Promise<ScanOutcome> => {
    const { eventId } = ports.post
    const alarm = setTimeout(
      () => show(id, { kind: 'undecided', id, delay: 'unreachable' }),
      UNDECIDED_AFTER_MS,
    )
    state.countWaiting(1)
    try {
      const scan: WaitingScan = { eventId, staff: ports.staff, request, keptAt: Date.now() }
      return await ports.sender.send(scan, (delay) => {
        // one lost request is nothing to speak of: the alarm speaks if it goes on
        if (delay !== 'unreachable') show(id, { kind: 'undecided', id, delay })
      })
    } finally {
      clearTimeout(alarm)
      state.countWaiting(-1)
    }
  }

  const settle = (id: number, outcome: ScanOutcome, asked: Direction) => {
    if (outcome.kind === 'problem') return show(id, { kind: 'problem', id, problem: outcome.problem })
    const scanned = { answer: outcome.answer, direction: asked }
    state.remember(scanned)
    show(id, { kind: 'verdict', id, scanned })
  }

  /** A scan of an earlier page holds its ticket up like one of this page, but shows on no screen. */
  const sendOn = async (scan: WaitingScan) => {
    const { key } = readPresented(scan.request.code, scan.request.direction)
    unanswered.add(key)
    state.countWaiting(1)
    const outcome = await ports.sender.send(scan)
    state.countWaiting(-1)
    unanswered.delete(key)
    if (outcome.kind === 'answer') {
      state.remember({ answer: outcome.answer, direction: scan.request.direction })
    }
  }

  return {
    state: state.get,
    subscribe: state.subscribe,
    see: (text) => take(text, 'camera'),
    enter: (text) => take(text, 'hand'),
    setDirection: (next) => {
      direction = next
    },
    dismiss: () => state.show({ kind: 'ready' }),
    resume: async () => {
      const isOurs = (scan: WaitingScan) => scan.eventId === ports.post.eventId && scan.staff === ports.staff
      await Promise.all((await ports.store.all()).filter(isOurs).map(sendOn))
    },
  }
}

function isKeyUnknown(outcome: ScanOutcome): boolean {
  return outcome.kind === 'answer' && outcome.answer.reason === 'pass_key_unknown'
}

function toRequest({ post, seenAt, makeNonce }: Ports, code: string, direction: Direction): ScanRequest {
  const at = seenAt()
  return {
    nonce: makeNonce(),
    code,
    listId: post.listId,
    gateId: post.gateId,
    direction,
    ...(at === undefined ? {} : { seenAt: at }),
  }
}
