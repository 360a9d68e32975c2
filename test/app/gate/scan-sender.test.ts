import { mock } from 'node:test'
import { expect } from 'chai'
import { createScanSender, type Delay, type ScanOutcome } from '#gate/_scanner/scan-sender.ts'
import { type ApiProblem, ApiUnreachable } from '#ui/api/client.ts'
import { answer, memoryStore, problem, tooLongAgo, waitingScan } from './parts.ts'

const SCAN = waitingScan('AB')

/** A server that gives these answers one after the other, and what it was asked. */
function server(...answers: readonly (Error | ReturnType<typeof answer>)[]) {
  const asked: string[] = []
  const times: (string | undefined)[] = []
  return {
    asked,
    times,
    post: async ({ request }: typeof SCAN) => {
      times.push(request.seenAt)
      const next = answers[asked.push(request.nonce) - 1]
      if (!next || next instanceof Error) throw next ?? new Error('not asked for')
      return next
    },
  }
}

/** Lets promises settle, then time pass, until the scan has its outcome. */
async function settle(sent: Promise<ScanOutcome>): Promise<ScanOutcome> {
  let outcome: ScanOutcome | undefined
  void sent.then((value) => {
    outcome = value
  })
  for (let round = 0; !outcome && round < 100; round++) {
    await new Promise((resolve) => setImmediate(resolve))
    mock.timers.tick(1_000)
  }
  if (!outcome) throw new Error('no outcome after 100 s')
  return outcome
}

describe('scan sender', () => {
  beforeEach(() => mock.timers.enable({ apis: ['setTimeout'] }))
  afterEach(() => mock.timers.reset())

  it('keeps a scan before it sends it, and until it is answered', async () => {
    const store = memoryStore()
    const kept: number[] = []
    const sender = createScanSender({
      store,
      post: async () => {
        kept.push((await store.all()).length)
        return answer()
      },
    })
    await settle(sender.send(SCAN))
    expect(kept).to.deep.equal([1])
    expect(await store.all()).to.deep.equal([])
  })

  it('sends nothing that it could not keep', async () => {
    const { asked, post } = server(answer())
    const full = { ...memoryStore(), put: () => Promise.reject(new Error('QuotaExceededError')) }
    const failed = await createScanSender({ store: full, post })
      .send(SCAN)
      .then(
        () => false,
        () => true,
      )
    expect(failed).to.equal(true)
    expect(asked).to.deep.equal([])
  })

  for (const [what, remove] of [
    ['is slow to forget', () => new Promise<never>(() => undefined)],
    ['cannot forget', () => Promise.reject(new Error('InvalidStateError'))],
  ] as const) {
    it(`gives the answer to a guest who waits, though the device ${what} the scan`, async () => {
      const sender = createScanSender({ store: { ...memoryStore(), remove }, post: server(answer()).post })
      expect((await settle(sender.send(SCAN))).kind).to.equal('answer')
    })
  }

  it('repeats the same nonce until there is an answer', async () => {
    const { asked, post } = server(new ApiUnreachable(), new ApiUnreachable(), new ApiUnreachable(), answer())
    const outcome = await settle(createScanSender({ store: memoryStore(), post }).send(SCAN))
    expect(outcome).to.deep.equal({ kind: 'answer', answer: answer() })
    expect(asked).to.deep.equal(Array(4).fill(SCAN.request.nonce))
  })

  it('takes a problem as the outcome that sending again cannot mend', async () => {
    for (const [code, status] of [
      ['bad_request', 400],
      ['forbidden', 403],
      ['nonce_reused', 409],
    ] as const) {
      const { asked, post } = server(problem(code, status))
      const outcome = await settle(createScanSender({ store: memoryStore(), post }).send(SCAN))
      expect(outcome).to.have.nested.include({ kind: 'problem', 'problem.code': code })
      expect(asked).to.have.length(1)
    }
  })

  it('sends a scan that has waited too long as presented now, under the same nonce', async () => {
    const seenAt = '2027-06-12T18:00:00.000Z'
    const { asked, times, post } = server(new ApiUnreachable(), tooLongAgo(), answer())
    const kept = { ...SCAN, request: { ...SCAN.request, seenAt } }
    const outcome = await settle(createScanSender({ store: memoryStore(), post }).send(kept))
    expect(outcome.kind).to.equal('answer')
    expect(asked).to.deep.equal(Array(3).fill(SCAN.request.nonce))
    expect(times).to.deep.equal([seenAt, seenAt, undefined])
  })

  it('takes that problem as the outcome of a scan that named no time', async () => {
    const { post } = server(tooLongAgo())
    const outcome = await settle(createScanSender({ store: memoryStore(), post }).send(SCAN))
    expect(outcome.kind).to.equal('problem')
  })

  it('waits out what may pass, and says what it waits for', async () => {
    const cases: readonly (readonly [ApiProblem, Delay])[] = [
      [problem('unauthenticated', 401), 'signed_out'],
      [problem('rate_limited', 429, 20), 'rate_limited'],
      [problem('unavailable', 503), 'unreachable'],
    ]
    for (const [trouble, expected] of cases) {
      const delays: Delay[] = []
      const { post } = server(trouble, answer())
      const sender = createScanSender({ store: memoryStore(), post })
      expect((await settle(sender.send(SCAN, (delay) => delays.push(delay)))).kind).to.equal('answer')
      expect(delays).to.deep.equal([expected])
    }
  })

  it('keeps to the time that a rate limit names', async () => {
    const { asked, post } = server(problem('rate_limited', 429, 20), answer())
    void createScanSender({ store: memoryStore(), post }).send(SCAN)
    await new Promise((resolve) => setImmediate(resolve))
    mock.timers.tick(19_999)
    await new Promise((resolve) => setImmediate(resolve))
    expect(asked).to.have.length(1)
    mock.timers.tick(1)
    await new Promise((resolve) => setImmediate(resolve))
    expect(asked).to.have.length(2)
  })

  it('tries at once when told to hurry', async () => {
    const { asked, post } = server(new ApiUnreachable(), answer())
    const sender = createScanSender({ store: memoryStore(), post })
    const sent = sender.send(SCAN)
    await new Promise((resolve) => setImmediate(resolve))
    sender.hurry()
    expect((await sent).kind).to.equal('answer')
    expect(asked).to.have.length(2)
  })
})
