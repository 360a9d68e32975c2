import type { ProblemCode } from '#core/api/problem.ts'
import type { ScanAnswer } from '#core/api/scan.ts'
import { formatPass } from '#core/pass-text.ts'
import type { ScanStore, WaitingScan } from '#gate/_scanner/scan-store.ts'
import type { Circumstances } from '#gate/gate/_components/reason-sentence.ts'
import { ApiProblem } from '#ui/api/client.ts'

export const POST = { eventId: `31337:0x${'5f'.repeat(20)}` as const, listId: 'main', gateId: '1' }
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
