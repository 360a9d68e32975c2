import { DomainError } from '#core/error.ts'
import { type Refusal, readRefusal, readStatus } from './refusal.ts'
import { createSpan } from './span.ts'

/** One node over JSON-RPC. */
export type Rpc = {
  /**
   * Calls a method. Calls of the same moment travel together, in requests as large as the node has shown to take; what
   * is too large for it is asked for again in halves. Nothing else is tried again here.
   *
   * @throws ChainUnavailableError
   */
  request(method: string, params: readonly unknown[]): Promise<unknown>
}

/** A node that did not answer, or refused to. */
export class ChainUnavailableError extends DomainError {
  readonly code = 'chain_unavailable'
  readonly refusal: Refusal
  /** The node's own error code, where it gave one. */
  readonly rpcCode: number | undefined

  /** @param reason without the node's URL, which may hold a key */
  constructor(method: string, { refusal, reason, rpcCode }: Failure) {
    super(`The node did not answer ${method}: ${reason}`)
    this.refusal = refusal
    this.rpcCode = rpcCode
  }
}

export type Failure = {
  readonly refusal: Refusal
  readonly reason: string
  readonly rpcCode?: number | undefined
}

type Pending = {
  readonly method: string
  readonly params: readonly unknown[]
  readonly resolve: (result: unknown) => void
  readonly reject: (error: ChainUnavailableError) => void
}

/** What one call came to. */
type Answer = { readonly result: unknown } | { readonly failure: Failure }

const MOST_CALLS = 100
const MOST_REQUESTS = 6

/** Of these, less at once may be answered. */
const MAY_FIT: ReadonlySet<Refusal> = new Set(['too_large', 'timeout'])

export type RpcOptions = {
  /** Longest that one request may take. */
  readonly timeoutMs: number
  /** Hears of every call that was not answered, those that are asked for again in halves among them. */
  readonly onRefusal?: ((refusal: Refusal) => void) | undefined
}

export function createRpc(url: string, { timeoutMs, onRefusal }: RpcOptions): Rpc {
  const span = createSpan(MOST_CALLS, MOST_CALLS)
  const queue: Pending[] = []
  let running = 0
  let isScheduled = false

  const pump = (): void => {
    isScheduled = false
    while (running < MOST_REQUESTS && queue.length > 0) {
      const calls = queue.splice(0, span.size)
      running++
      void send(calls).finally(() => {
        running--
        pump()
      })
    }
  }

  const send = async (calls: readonly Pending[]): Promise<void> => {
    const answers = await post(url, calls, timeoutMs)
    const again: Pending[] = []
    for (const [index, call] of calls.entries()) {
      const answer = answers[index] ?? { failure: NO_ANSWER }
      if ('failure' in answer) onRefusal?.(answer.failure.refusal)
      if ('result' in answer) call.resolve(answer.result)
      else if (isTooMuch(answer.failure, calls.length, answers)) again.push(call)
      else call.reject(new ChainUnavailableError(call.method, answer.failure))
    }
    if (again.length === 0) span.grow(calls.length)
    else span.shrink(calls.length)
    queue.unshift(...again)
  }

  return {
    request: (method, params) =>
      new Promise((resolve, reject) => {
        queue.push({ method, params, resolve, reject })
        if (isScheduled) return
        isScheduled = true
        queueMicrotask(pump)
      }),
  }
}

const NO_ANSWER: Failure = { refusal: 'garbled', reason: 'the answer is missing among those to its request' }

/** Whether a call failed for what travelled with it. A node that refuses all calls of a request may mean its size. */
function isTooMuch({ refusal }: Failure, count: number, answers: readonly Answer[]): boolean {
  if (count === 1) return false
  return MAY_FIT.has(refusal) || (refusal === 'refused' && answers.every((answer) => 'failure' in answer))
}

/** Sends one request and answers what each of its calls came to, in their order. */
async function post(url: string, calls: readonly Pending[], timeoutMs: number): Promise<readonly Answer[]> {
  const fail = (failure: Failure): readonly Answer[] => calls.map(() => ({ failure }))
  const bodies = calls.map(({ method, params }, id) => ({ jsonrpc: '2.0', id, method, params }))
  let text: string
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(bodies.length === 1 ? bodies[0] : bodies),
      signal: AbortSignal.timeout(timeoutMs),
    })
    text = await response.text()
    if (!response.ok) {
      return fail({ refusal: readStatus(response.status), reason: `HTTP status ${response.status}` })
    }
  } catch (error) {
    return fail(toFailure(error, timeoutMs))
  }
  return readReplies(text, calls.length)
}

function toFailure(error: unknown, timeoutMs: number): Failure {
  const { name, cause } = error as { name?: string; cause?: { code?: string } }
  if (name === 'TimeoutError') return { refusal: 'timeout', reason: `no answer within ${timeoutMs} ms` }
  // Not the message: it may quote the URL.
  return { refusal: 'unreachable', reason: cause?.code ?? 'the connection failed' }
}

type Reply = { readonly id?: unknown; readonly result?: unknown; readonly error?: unknown }

/** By id, as a node may answer in any order; of two answers to one call the first counts. */
function readReplies(text: string, count: number): readonly Answer[] {
  const parsed = parseJson(text)
  const replies = Array.isArray(parsed) ? parsed : [parsed]
  const answers: Answer[] = []
  for (const reply of replies as readonly (Reply | null | undefined)[]) {
    const id = reply?.id
    if (typeof id === 'number' && id < count && reply) answers[id] ??= readReply(reply)
  }
  // One error without an id, or with any, is about the whole request.
  const [only] = replies as readonly (Reply | undefined)[]
  if (!Array.isArray(parsed) && only?.error) return Array(count).fill(readReply(only))
  return Array.from({ length: count }, (_, id) => answers[id] ?? { failure: NO_ANSWER })
}

function readReply({ result, error }: Reply): Answer {
  if (error === undefined || error === null) {
    return result === undefined ? { failure: NO_ANSWER } : { result }
  }
  const { code, message } = error as { code?: unknown; message?: unknown }
  const rpcCode = typeof code === 'number' ? code : undefined
  const reason = typeof message === 'string' ? message : 'no reason given'
  return { failure: { refusal: readRefusal({ code: rpcCode ?? 0, message: reason }), reason, rpcCode } }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
