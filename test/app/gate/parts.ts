import type { ProblemCode } from '#core/api/problem.ts'
import type { ScanAnswer } from '#core/api/scan.ts'
import { formatPass } from '#core/pass-text.ts'
import type { ScanStore, WaitingScan } from '#gate/_scanner/scan-store.ts'
import type { ShiftEntry, ShiftLog } from '#gate/_scanner/shift-log.ts'
import type { Circumstances } from '#gate/gate/_components/reason-sentence.ts'
import { ApiProblem } from '#ui/api/client.ts'

export const POST = {
  eventId: `31337:0x${'5f'.repeat(20)}` as const,
  listId: 'main',
  gateId: '1',
  isTwoStep: false,
}
export const STAFF = '0x15d34aaf54267db7d7c367839aaf71a00a2c6a65'

/** What a verdict's sentence needs to know of the event: gate 1 is named, doors open at seven in Berlin. */
export const EVENT = {
  status: 'selling',
  timeZone: 'Europe/Berlin',
  gates: [{ gateId: '1', name: 'Gate North', listIds: ['main'] }],
  lists: [
    {
      listId: 'main',
      name: 'Main',
      tierIds: [],
      policy: 'once',
      opensAt: '2027-06-12T17:00:00.000Z',
      closesAt: '2027-06-12T21:00:00.000Z',
    },
  ],
} as const satisfies Circumstances['event']

export const answer = (change: Partial<ScanAnswer> = {}): ScanAnswer => ({
  nonce: 'aa'.repeat(16),
  verdict: 'admit',
  message: 'Welcome.',
  datetime: '2027-06-12T18:00:00.000Z',
  created: '2027-06-12T18:00:00.000Z',
  asOf: { block: 7 },
  repeated: false,
  ...change,
})

export const problem = (code: ProblemCode, status: number, retryAfter?: number) =>
  new ApiProblem({ type: 'about:blank', title: code, status, detail: code, code }, retryAfter)

/** What the server says of a time that is too long ago. */
export const tooLongAgo = () =>
  new ApiProblem({
    type: 'about:blank',
    title: 'bad_request',
    status: 400,
    detail: 'too long ago',
    code: 'bad_request',
    errors: [{ path: 'body.seenAt', message: 'the server’s time is another' }],
  })

export const waitingScan = (code: string, change: Partial<WaitingScan> = {}): WaitingScan => ({
  eventId: POST.eventId,
  staff: STAFF,
  request: { nonce: 'bb'.repeat(16), code, listId: 'main', gateId: '1', direction: 'entry' },
  keptAt: 0,
  ...change,
})

/** A store like the browser's, that lasts as long as the test. */
export function memoryStore(scans: readonly WaitingScan[] = []): ScanStore {
  const kept = new Map(scans.map((scan) => [scan.request.nonce, scan]))
  return {
    put: async (scan) => void kept.set(scan.request.nonce, scan),
    remove: async (nonce) => void kept.delete(nonce),
    all: async () => [...kept.values()],
  }
}

/** A log like the browser's, that lasts as long as the test. */
export function memoryLog(entries: readonly ShiftEntry[] = []): ShiftLog {
  const kept = [...entries]
  return {
    add: async (entry) => void kept.push(entry),
    recent: async (eventId, staff) =>
      kept
        .filter((entry) => entry.eventId === eventId && entry.staff === staff)
        .toReversed()
        .map(({ scanned }) => scanned),
  }
}

const fields = (tokenId: bigint, madeAt: number) => ({
  eventTag: '0x01020304' as const,
  tokenId,
  madeAt,
  gateCode: 0,
  keyTag: '0x05060708' as const,
  signature: new Uint8Array(64),
})

/** The text of a code that decodes; nobody checks its signature here. */
export const shortCode = (tokenId: bigint, madeAt = 1) =>
  formatPass({ form: 'short', ...fields(tokenId, madeAt) }, 'HTTPS://X/P/')

export const fullCode = (tokenId: bigint, madeAt = 1) =>
  formatPass(
    {
      form: 'full',
      ...fields(tokenId, madeAt),
      publicKey: new Uint8Array(33),
      issuedAt: 1,
      expiresAt: 2,
      walletSignature: new Uint8Array(64),
    },
    'HTTPS://X/P/',
  )
