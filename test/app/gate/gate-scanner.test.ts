import { mock } from 'node:test'
import { expect } from 'chai'
import type { ScanAnswer, ScanPreview, ScanRequest } from '#core/api/scan.ts'
import { FULL_FORM_WAIT_MS } from '#gate/_scanner/full-form-wait.ts'
import { createGateScanner, LATE_AFTER_MS, UNDECIDED_AFTER_MS } from '#gate/_scanner/gate-scanner.ts'
import { ASKING_LIMIT_MS } from '#gate/_scanner/person-asked.ts'
import type { Delay, ScanOutcome, ScanSender } from '#gate/_scanner/scan-sender.ts'
import {
  answer,
  fullCode,
  memoryLog,
  memoryStore,
  POST,
  problem,
  STAFF,
  shortCode,
  waitingScan,
} from './parts.ts'

const TICKET = 1_000_012n
const SEEN_AT = '2027-06-12T18:00:00.000Z'

type Asked = {
  readonly request: ScanRequest
  readonly end: (outcome: ScanOutcome) => Promise<void>
  readonly fail: () => Promise<void>
  readonly delay: (delay: Delay) => void
}

const turn = () => new Promise<void>((resolve) => setImmediate(resolve))

/** A scanner at a gate whose server answers when the test says so, on a clock that the test moves. */
function gate({
  store = memoryStore(),
  log = memoryLog(),
  post = POST,
  preview = (): Promise<ScanPreview> => Promise.reject(new Error('one step only')),
  seenAt = (): string | undefined => SEEN_AT,
} = {}) {
  const asked: Asked[] = []
  let clock = 0
  let nonces = 0
  const sender: ScanSender = {
    send: ({ request }, onDelay) =>
      new Promise((resolve, reject) => {
        asked.push({
          request,
          end: (outcome) => {
            resolve(outcome)
            return turn()
          },
          fail: () => {
            reject(new Error('disk full'))
            return turn()
          },
          delay: (delay) => onDelay?.(delay),
        })
      }),
    hurry: () => undefined,
  }
  const scanner = createGateScanner({
    post,
    staff: STAFF,
    sender,
    preview,
    store,
    log,
    now: () => clock,
    seenAt,
    makeNonce: () => (++nonces).toString(16).padStart(32, '0'),
  })
  return {
    scanner,
    asked,
    view: () => scanner.state().view,
    pass: (ms: number) => {
      clock += ms
      mock.timers.tick(ms)
      return turn()
    },
    answers: (index: number, change: Partial<ScanAnswer> = {}) =>
      asked[index]?.end({ kind: 'answer', answer: answer(change) }) ??
      Promise.reject(new Error(`no scan ${index}`)),
  }
}

const unknown: Partial<ScanAnswer> = { verdict: 'refuse', reason: 'pass_key_unknown', message: 'Unknown.' }

describe('gate scanner', () => {
  beforeEach(() => mock.timers.enable({ apis: ['setTimeout'] }))
  afterEach(() => mock.timers.reset())

  it('sends what the camera saw as it stands, with where, which way and when', () => {
    const { scanner, asked } = gate()
    scanner.see(shortCode(TICKET))
    expect(asked[0]?.request).to.deep.equal({
      nonce: '1'.padStart(32, '0'),
      code: shortCode(TICKET),
      listId: 'main',
      gateId: '1',
      direction: 'entry',
      seenAt: SEEN_AT,
    })
  })

  it('leaves out a time that it cannot stand for', () => {
    const { scanner, asked } = gate({ seenAt: () => undefined })
    scanner.see(shortCode(TICKET))
    expect(asked[0]?.request).not.to.have.property('seenAt')
  })

  it('shows the verdict and keeps it in the history', async () => {
    const { scanner, view, answers } = gate()
    scanner.see(shortCode(TICKET))
    expect(view().kind).to.equal('checking')
    await answers(0)
    expect(view()).to.have.nested.include({ kind: 'verdict', 'scanned.answer.verdict': 'admit' })
    expect(scanner.state().history).to.have.length(1)
    scanner.dismiss()
    expect(view().kind).to.equal('ready')
  })

  describe('when a ticket rests in view', () => {
    it('scans it once, whatever code it shows', async () => {
      const { scanner, asked, answers, pass } = gate()
      scanner.see(shortCode(TICKET, 1))
      await answers(0)
      for (let second = 1; second < 40; second++) {
        await pass(1_000)
        scanner.see(shortCode(TICKET, 1 + second))
      }
      expect(asked).to.have.length(1)
    })

    it('scans it again once it was away for longer than five seconds', async () => {
      const { scanner, asked, answers, pass } = gate()
      scanner.see(shortCode(TICKET))
      await answers(0)
      await pass(5_001)
      scanner.see(shortCode(TICKET))
      expect(asked).to.have.length(2)
    })

    it('scans it in the other direction at once', async () => {
      const { scanner, asked, answers } = gate()
      scanner.see(shortCode(TICKET))
      await answers(0)
      scanner.setDirection('exit')
      scanner.see(shortCode(TICKET))
      expect(asked[1]?.request.direction).to.equal('exit')
    })

    it('scans it again when it is typed or uploaded', async () => {
      const { scanner, asked, answers } = gate()
      scanner.see(shortCode(TICKET))
      await answers(0)
      scanner.enter({ text: shortCode(TICKET) })
      expect(asked).to.have.length(2)
    })
  })

  describe('while a scan is unanswered', () => {
    it('starts no other for that ticket, not even by hand', async () => {
      const { scanner, asked, pass } = gate()
      scanner.see(shortCode(TICKET, 1))
      await pass(6_000)
      scanner.see(shortCode(TICKET, 7))
      scanner.enter({ text: shortCode(TICKET, 8) })
      expect(asked).to.have.length(1)
    })

    it('takes the next ticket, and lets only the newest speak', async () => {
      const { scanner, view, answers } = gate()
      scanner.see(shortCode(TICKET))
      scanner.see(shortCode(TICKET + 1n))
      await answers(1)
      await answers(0, { verdict: 'refuse', reason: 'blocked' })
      expect(view()).to.have.nested.include({ 'scanned.answer.verdict': 'admit' })
      expect(scanner.state().history).to.have.length(2)
    })

    it('says after a moment that nobody has decided, and counts what waits', async () => {
      const { scanner, view, pass, answers } = gate()
      scanner.see(shortCode(TICKET))
      await pass(UNDECIDED_AFTER_MS - 1)
      expect(view().kind).to.equal('checking')
      await pass(1)
      expect(view()).to.include({ kind: 'undecided', delay: 'unreachable' })
      expect(scanner.state().waiting).to.equal(1)
      await answers(0)
      expect(view().kind).to.equal('verdict')
      expect(scanner.state().waiting).to.equal(0)
    })

    it('says at once that the sign-in has ended', () => {
      const { scanner, asked, view } = gate()
      scanner.see(shortCode(TICKET))
      asked[0]?.delay('signed_out')
      expect(view()).to.include({ kind: 'undecided', delay: 'signed_out' })
    })
  })

  describe('when the answer comes after the steward was told to wait', () => {
    const waitAndAnswer = async (
      ms: number,
      before: (scanner: ReturnType<typeof gate>['scanner']) => void,
    ) => {
      const { scanner, pass, answers } = gate()
      scanner.see(shortCode(TICKET))
      await pass(UNDECIDED_AFTER_MS)
      await pass(ms - UNDECIDED_AFTER_MS)
      before(scanner)
      await answers(0)
      return scanner.state()
    }

    it('shows the verdict while the guest still stands there', async () => {
      const { view, unseenLate } = await waitAndAnswer(LATE_AFTER_MS, () => undefined)
      expect(view).to.have.nested.include({ kind: 'verdict', 'scanned.isLate': false })
      expect(unseenLate).to.equal(0)
    })

    it('marks it as late once the guest may have gone', async () => {
      const { view, history, unseenLate } = await waitAndAnswer(LATE_AFTER_MS + 1, () => undefined)
      expect(view).to.have.nested.include({ kind: 'verdict', 'scanned.isLate': true })
      expect(history[0]?.isLate).to.equal(true)
      expect(unseenLate).to.equal(1)
    })

    it('shows it in the history alone if the steward has turned away', async () => {
      const { view, history } = await waitAndAnswer(3_000, (scanner) => scanner.dismiss())
      expect(view.kind).to.equal('ready')
      expect(history.map(({ isLate }) => isLate)).to.deep.equal([true])
    })

    it('counts late answers until the history is looked at', async () => {
      const { scanner, pass, answers } = gate()
      scanner.see(shortCode(TICKET))
      await pass(UNDECIDED_AFTER_MS)
      scanner.dismiss()
      await answers(0)
      expect(scanner.state().unseenLate).to.equal(1)
      scanner.seeLate()
      expect(scanner.state().unseenLate).to.equal(0)
    })
  })

  describe('when a hardware scanner leaves two readings', () => {
    const typed = { text: shortCode(TICKET, 1), otherwise: shortCode(TICKET, 2) }

    it('takes the other one where the first is no good, and shows that answer alone', async () => {
      const { scanner, asked, view, answers } = gate()
      scanner.enter(typed)
      await answers(0, { verdict: 'refuse', reason: 'invalid' })
      expect(asked[1]?.request.code).to.equal(typed.otherwise)
      await answers(1)
      expect(view()).to.have.nested.include({ 'scanned.answer.verdict': 'admit' })
      expect(scanner.state().history).to.have.length(1)
    })

    it('is content with the first where that is one', async () => {
      const { scanner, asked, view, answers } = gate()
      scanner.enter(typed)
      await answers(0, { verdict: 'refuse', reason: 'blocked' })
      expect(asked).to.have.length(1)
      expect(view()).to.have.nested.include({ 'scanned.answer.reason': 'blocked' })
    })
  })

  describe('in two steps', () => {
    const post = { ...POST, isTwoStep: true }
    const { nonce: _, created: __, repeated: ___, ...admitted } = answer()
    const allowed = async () => admitted
    const asking = async (parts: Parameters<typeof gate>[0] = {}) => {
      const made = gate({ post, preview: allowed, ...parts })
      made.scanner.see(shortCode(TICKET))
      await turn()
      return made
    }

    it('shows the ticket and sends nothing before the tap', async () => {
      const { view, asked } = await asking()
      expect(view()).to.have.nested.include({ kind: 'asking', 'preview.verdict': 'admit' })
      expect(asked).to.have.length(0)
    })

    for (const decision of ['allow', 'deny'] as const) {
      it(`sends ${decision} with the scan, and shows its verdict`, async () => {
        const { scanner, asked, view, answers } = await asking()
        scanner.decide(decision)
        await turn()
        expect(asked[0]?.request).to.include({ decision, code: shortCode(TICKET) })
        await answers(0, decision === 'deny' ? { verdict: 'refuse', reason: 'rules' } : {})
        expect(view()).to.have.nested.include({ kind: 'verdict' })
      })
    }

    it('lets no key or tap elsewhere do away with the question', async () => {
      const { scanner, view } = await asking()
      scanner.dismiss()
      expect(view().kind).to.equal('asking')
    })

    it('takes no tap for a denial', async () => {
      const { asked, pass } = await asking()
      await pass(ASKING_LIMIT_MS)
      expect(asked[0]?.request.decision).to.equal('deny')
    })

    it('keeps it as denied before it asks anybody, so that a crash lets nobody in', async () => {
      const store = memoryStore()
      await asking({ store })
      expect((await store.all()).map(({ request }) => request.decision)).to.deep.equal(['deny'])
    })

    it('takes another ticket only after the tap', async () => {
      const { scanner, asked, view } = await asking()
      scanner.see(shortCode(TICKET + 1n))
      scanner.enter({ text: shortCode(TICKET + 1n) })
      await turn()
      expect(view().kind).to.equal('asking')
      scanner.decide('allow')
      await turn()
      scanner.see(shortCode(TICKET + 1n))
      await turn()
      expect(asked.map(({ request }) => request.code)).to.deep.equal([shortCode(TICKET)])
      expect(view()).to.have.nested.include({ kind: 'asking' })
    })

    it('asks nobody about a ticket that the rules refuse, and has the refusal logged', async () => {
      const refused = async () => ({ ...admitted, verdict: 'refuse' as const, reason: 'blocked' as const })
      const { asked, answers, view } = await asking({ preview: refused })
      expect(asked[0]?.request.decision).to.equal('deny')
      await answers(0, { verdict: 'refuse', reason: 'blocked' })
      expect(view()).to.have.nested.include({ 'scanned.answer.reason': 'blocked' })
    })

    it('lets nobody in while the ticket cannot be looked up, says so, and keeps the scan', async () => {
      const { asked, view } = await asking({ preview: () => Promise.reject(new Error('no network')) })
      expect(asked[0]?.request.decision).to.equal('deny')
      expect(view()).to.include({ kind: 'undecided', delay: 'unreachable' })
    })

    it('says that nobody decides while the look-up takes long, and asks once it is there', async () => {
      let found = (_: ScanPreview) => {}
      const preview = () => new Promise<ScanPreview>((resolve) => (found = resolve))
      const { view, pass } = await asking({ preview })
      await pass(UNDECIDED_AFTER_MS)
      expect(view()).to.include({ kind: 'undecided', delay: 'unreachable' })
      found(admitted)
      await turn()
      expect(view().kind).to.equal('asking')
    })

    it('denies without asking if the steward has turned away meanwhile', async () => {
      let found = (_: ScanPreview) => {}
      const preview = () => new Promise<ScanPreview>((resolve) => (found = resolve))
      const { scanner, view, pass, asked } = await asking({ preview })
      await pass(UNDECIDED_AFTER_MS)
      scanner.dismiss()
      found(admitted)
      await turn()
      expect(view().kind).to.equal('ready')
      expect(asked[0]?.request.decision).to.equal('deny')
    })

    it('asks nobody about who leaves', async () => {
      const { scanner, asked } = gate({ post })
      scanner.setDirection('exit')
      scanner.see(shortCode(TICKET))
      await turn()
      expect(asked[0]?.request).not.to.have.property('decision')
    })
  })

  describe('when the registry does not know the key of a short form', () => {
    it('waits for the full form and shows what comes of that', async () => {
      const { scanner, asked, view, answers, pass } = gate()
      scanner.see(shortCode(TICKET, 1))
      await answers(0, unknown)
      expect(view().kind).to.equal('checking')
      await pass(FULL_FORM_WAIT_MS - 1)
      scanner.see(fullCode(TICKET, 1))
      await turn()
      expect(asked[1]?.request).to.include({ code: fullCode(TICKET, 1), nonce: '2'.padStart(32, '0') })
      await answers(1)
      expect(view()).to.have.nested.include({ 'scanned.answer.verdict': 'admit' })
      expect(scanner.state().history).to.have.length(1)
    })

    it('says so after three seconds without it', async () => {
      const { scanner, view, answers, pass } = gate()
      scanner.see(shortCode(TICKET))
      await answers(0, unknown)
      await pass(FULL_FORM_WAIT_MS)
      expect(view()).to.have.nested.include({ 'scanned.answer.reason': 'pass_key_unknown' })
    })

    it('takes no full form of another ticket for it', async () => {
      const { scanner, asked, answers } = gate()
      scanner.see(shortCode(TICKET))
      await answers(0, unknown)
      scanner.see(fullCode(TICKET + 1n))
      await turn()
      expect(asked[1]?.request.code).to.equal(fullCode(TICKET + 1n))
      expect(asked).to.have.length(2)
    })

    it('says so at once for a code that was typed, which has no other form to wait for', async () => {
      const { scanner, view, answers } = gate()
      scanner.enter({ text: shortCode(TICKET) })
      await answers(0, unknown)
      expect(view().kind).to.equal('verdict')
    })
  })

  it('sends what is no pass at all, so that the log has it', () => {
    const { scanner, asked } = gate()
    scanner.see('WIFI:S:guest;;')
    scanner.see('WIFI:S:guest;;')
    expect(asked.map(({ request }) => request.code)).to.deep.equal(['WIFI:S:guest;;'])
  })

  it('shows a problem as undecided, never as a verdict', async () => {
    const { scanner, asked, view } = gate()
    scanner.see(shortCode(TICKET))
    await asked[0]?.end({ kind: 'problem', problem: problem('forbidden', 403) })
    expect(view()).to.have.nested.include({ kind: 'problem', 'problem.code': 'forbidden' })
    expect(scanner.state().history).to.have.length(0)
  })

  it('says that it could not keep a scan, and takes the next', async () => {
    const { scanner, asked, view } = gate()
    scanner.see(shortCode(TICKET))
    await asked[0]?.fail()
    expect(view().kind).to.equal('fault')
    scanner.see(shortCode(TICKET + 1n))
    expect(asked).to.have.length(2)
  })

  describe('when an earlier page left scans unanswered', () => {
    const left = waitingScan(shortCode(TICKET))

    it('sends on those of this event and this member of staff', async () => {
      const others = [
        waitingScan(shortCode(2n), {
          eventId: `1:0x${'00'.repeat(20)}`,
          request: { ...left.request, nonce: 'c'.repeat(32) },
        }),
        waitingScan(shortCode(3n), {
          staff: `0x${'1'.repeat(40)}`,
          request: { ...left.request, nonce: 'd'.repeat(32) },
        }),
      ]
      const { scanner, asked, answers } = gate({ store: memoryStore([left, ...others]) })
      const resumed = scanner.resume()
      await turn()
      expect(asked.map(({ request }) => request)).to.deep.equal([left.request])
      expect(scanner.state().waiting).to.equal(1)
      await answers(0)
      await resumed
      expect(scanner.state()).to.deep.include({ waiting: 0 })
      expect(scanner.state().history.map(({ isLate }) => isLate)).to.deep.equal([true])
      expect(scanner.state().view.kind).to.equal('ready')
    })

    it('recalls what this shift was answered, behind what comes in now', async () => {
      const earlier = { answer: answer({ nonce: 'ee'.repeat(16) }), direction: 'entry' as const }
      const entry = { eventId: POST.eventId, staff: STAFF, at: 1, scanned: earlier }
      const log = memoryLog([entry, { ...entry, staff: `0x${'1'.repeat(40)}` }])
      const { scanner, answers } = gate({ log })
      scanner.see(shortCode(TICKET))
      await answers(0)
      await scanner.resume()
      await scanner.resume()
      expect(scanner.state().history).to.have.length(2)
      expect(scanner.state().history[1]).to.deep.equal(earlier)
    })

    it('starts no other for their tickets meanwhile', async () => {
      const { scanner, asked } = gate({ store: memoryStore([left]) })
      void scanner.resume()
      await turn()
      scanner.see(shortCode(TICKET, 9))
      expect(asked).to.have.length(1)
    })
  })
})
