import type { Direction, ScanPreview, ScanRequest } from '#core/api/scan.ts'
import type { Reason } from '#core/reason.ts'
import { ApiProblem } from '#ui/api/client.ts'
import { createFullFormWait } from './full-form-wait.ts'
import { createGateState, type GateState, type GateView, type Scanned } from './gate-state.ts'
import { createPersonAsked, type Decision } from './person-asked.ts'
import type { Post } from './post.ts'
import type { Delay, ScanOutcome, ScanSender } from './scan-sender.ts'
import type { ScanStore, WaitingScan } from './scan-store.ts'
import type { ShiftLog } from './shift-log.ts'
import { createSightings } from './sightings.ts'
import { readPresented } from './ticket-key.ts'
import type { Typed } from './wedge.ts'

export type GateScanner = {
  readonly state: () => GateState
  readonly subscribe: (listener: () => void) => () => void
  /** A code came into view of the camera. Called for every frame that shows one. */
  readonly see: (text: string) => void
  /** A code was typed, pasted, uploaded or sent by a hardware scanner: always a presentation of its own. */
  readonly enter: (typed: Typed) => void
  readonly setDirection: (direction: Direction) => void
  /** The tap that two steps ask for. */
  readonly decide: (decision: Decision) => void
  /** The verdict has been read. */
  readonly dismiss: () => void
  /** The history has been looked at. */
  readonly seeLate: () => void
  /** Sends on what an earlier page left unanswered, and recalls what it was answered. */
  readonly resume: () => Promise<void>
}

type Ports = {
  readonly post: Post
  /** Who is signed in. */
  readonly staff: string
  readonly sender: ScanSender
  /** What a scan would come to; nothing is written. Throws if there is no answer. */
  readonly preview: (request: ScanRequest) => Promise<ScanPreview>
  readonly store: ScanStore
  readonly log: ShiftLog
  /** Monotonic milliseconds. */
  readonly now: () => number
  /** The server's time as RFC 3339, or undefined if this device cannot stand for it. */
  readonly seenAt: () => string | undefined
  /** 128 random bits. */
  readonly makeNonce: () => string
}

/** Without an answer for this long the steward is told that nobody has decided. */
export const UNDECIDED_AFTER_MS = 2_500

/** Somebody who was told to wait is taken to stand there still for this long; a later answer is no green screen. */
export const LATE_AFTER_MS = 10_000

/** One presentation at the gate, from the code's coming into view to its answer. */
type Presentation = { readonly id: number; readonly at: number; readonly direction: Direction }

/** What one reading of a code came to: a scan's outcome, or in two steps what a scan would come to. */
type Reading = { readonly request: ScanRequest } & (
  | { readonly outcome: ScanOutcome }
  | { readonly preview: ScanPreview | undefined }
)

/**
 * The scanner's mind, without camera or screen: what is a new presentation, what is sent, what the steward sees.
 *
 * While a ticket's scan is unanswered no other is started for it. After `pass_key_unknown` to a short form it waits a
 * moment for the full one before it says so. In two steps nobody enters without a tap, whatever fails.
 */
export function createGateScanner(ports: Ports): GateScanner {
  const state = createGateState()
  const sightings = createSightings()
  const fullForm = createFullFormWait()
  const person = createPersonAsked()
  const unanswered = new Set<string>()
  const told = new Set<number>()
  const denied = new Set<number>()
  let direction: Direction = 'entry'
  let newestId = 0

  /** Only the newest presentation may change the screen; what an older one became stands in the history. */
  const show = (id: number, view: GateView) => {
    if (id === newestId) state.show(view)
  }

  const tell = (id: number, delay: Delay) => {
    told.add(id)
    show(id, { kind: 'undecided', id, delay })
  }

  const take = (typed: Typed, by: 'camera' | 'hand') => {
    const { key, form } = readPresented(typed.text, direction)
    const isNew = sightings.isNew(key, ports.now())
    if (form === 'full' && fullForm.offer(key, typed.text)) return
    if (unanswered.has(key) || (by === 'camera' && !isNew)) return
    // a person is deciding about another guest: this one is taken once that is done
    if (state.get().view.kind === 'asking') return sightings.forget(key)
    void present(key, typed, by === 'camera' && form === 'short')
  }

  const present = async (key: string, { text, otherwise }: Typed, mayWaitForFull: boolean) => {
    const id = ++newestId
    const presentation = { id, at: ports.now(), direction }
    const read = ports.post.isTwoStep && direction === 'entry' ? lookUp : scan
    unanswered.add(key)
    // on its way before the page draws that it is
    const begun = read(id, toRequest(ports, text, direction))
    show(id, { kind: 'checking', id })
    try {
      let reading = await begun
      if (mayWaitForFull && reasonOf(reading) === 'pass_key_unknown') {
        const full = await fullForm.wait(key)
        if (full !== undefined) reading = await read(id, toRequest(ports, full, presentation.direction))
      } else if (otherwise !== undefined && reasonOf(reading) === 'invalid') {
        reading = await read(id, toRequest(ports, otherwise, presentation.direction))
      }
      settle(presentation, 'outcome' in reading ? reading.outcome : await letDecide(id, reading))
    } catch {
      show(id, { kind: 'fault', id })
    } finally {
      unanswered.delete(key)
    }
  }

  const scan = async (id: number, request: ScanRequest): Promise<Reading> => ({
    request,
    outcome: await ask(id, request),
  })

  /** The first of two steps. It is kept as denied until somebody allows it: a crash lets nobody in. */
  const lookUp = async (id: number, request: ScanRequest): Promise<Reading> => {
    await ports.store.put(toWaiting({ ...request, decision: 'deny' }))
    const alarm = setTimeout(() => tell(id, 'unreachable'), UNDECIDED_AFTER_MS)
    try {
      return { request, preview: await ports.preview(request) }
    } catch (error) {
      if (!(error instanceof ApiProblem)) tell(id, 'unreachable')
      return { request, preview: undefined }
    } finally {
      clearTimeout(alarm)
    }
  }

  /** The second step: a ticket that the rules let in waits for the tap; any other is refused as it stands. */
  const letDecide = async (id: number, { request, preview }: Extract<Reading, { preview: unknown }>) => {
    // nobody looked at the ticket, or nobody does any more
    if (!preview || id !== newestId) denied.add(id)
    if (preview?.verdict !== 'admit' || denied.has(id)) return ask(id, { ...request, decision: 'deny' })
    show(id, { kind: 'asking', id, preview })
    const decision = await person.ask()
    if (decision === 'deny') denied.add(id)
    show(id, { kind: 'checking', id })
    return ask(id, { ...request, decision })
  }

  const ask = async (id: number, request: ScanRequest): Promise<ScanOutcome> => {
    const alarm = setTimeout(() => tell(id, 'unreachable'), UNDECIDED_AFTER_MS)
    const sent = ports.sender.send(toWaiting(request), (delay) => {
      // one lost request is nothing to speak of: the alarm speaks if it goes on
      if (delay !== 'unreachable') tell(id, delay)
    })
    state.countWaiting(1)
    try {
      return await sent
    } finally {
      clearTimeout(alarm)
      state.countWaiting(-1)
    }
  }

  const settle = ({ id, at, direction: asked }: Presentation, outcome: ScanOutcome) => {
    const isLate = told.delete(id) && (id !== newestId || !(ports.now() - at <= LATE_AFTER_MS))
    if (outcome.kind === 'problem') return show(id, { kind: 'problem', id, problem: outcome.problem })
    const isDenied = denied.delete(id) && outcome.answer.reason === 'rules'
    const scanned = { answer: outcome.answer, direction: asked, isLate, isDenied }
    show(id, { kind: 'verdict', id, scanned })
    remember(scanned)
  }

  const remember = (scanned: Scanned) => {
    state.remember(scanned)
    const entry = { eventId: ports.post.eventId, staff: ports.staff, at: Date.now(), scanned }
    // the registry has it; a device without room only forgets sooner
    ports.log.add(entry).catch(() => undefined)
  }

  /** A scan of an earlier page holds its ticket up like one of this page, but shows on no screen. */
  const sendOn = async (waiting: WaitingScan) => {
    const { code, direction: asked } = waiting.request
    const { key } = readPresented(code, asked)
    unanswered.add(key)
    state.countWaiting(1)
    const outcome = await ports.sender.send(waiting)
    state.countWaiting(-1)
    unanswered.delete(key)
    if (outcome.kind === 'answer') remember({ answer: outcome.answer, direction: asked, isLate: true })
  }

  const toWaiting = (request: ScanRequest): WaitingScan => ({
    eventId: ports.post.eventId,
    staff: ports.staff,
    request,
    keptAt: Date.now(),
  })

  return {
    state: state.get,
    subscribe: state.subscribe,
    see: (text) => take({ text }, 'camera'),
    enter: (typed) => take(typed, 'hand'),
    setDirection: (next) => {
      direction = next
    },
    decide: person.decide,
    dismiss: () => {
      const { kind } = state.get().view
      // a question goes by its answer alone
      if (kind === 'asking') return
      // what is answered after this belongs to the history: nobody looks at that guest any more
      if (kind === 'undecided') newestId++
      state.show({ kind: 'ready' })
    },
    seeLate: state.seeLate,
    resume: async () => {
      const { eventId } = ports.post
      const left = (await ports.store.all()).filter(
        (waiting) => waiting.eventId === eventId && waiting.staff === ports.staff,
      )
      state.recall(await ports.log.recent(eventId, ports.staff).catch(() => []))
      await Promise.all(left.map(sendOn))
    },
  }
}

function reasonOf(reading: Reading): Reason | undefined {
  if ('preview' in reading) return reading.preview?.reason
  return reading.outcome.kind === 'answer' ? reading.outcome.answer.reason : undefined
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
