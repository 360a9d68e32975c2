import { setTimeout as wait } from 'node:timers/promises'
import type { Random } from '../random.ts'
import { type Behind, type Call, type Fault, HangUp, HttpStatus, type Reply } from './faulty-node.ts'

type Json = Readonly<Record<string, unknown>>
/** Makes a fault of one kind, as bad as the dice say. `healed` resolves when it ends. */
type Kind = (random: Random, healed: () => Promise<void>) => Fault

/** Every way in which a node, or what is between it and us, goes wrong. */
export const FAULTS: Readonly<Record<string, Kind>> = {
  'error answers': (random) => {
    const part = random.pick([0.1, 0.4, 1])
    const error = random.pick(ERRORS)
    return {
      name: `error answers: ${error.message}`,
      answer: async (call, next) => (random.chance(part) ? { id: call.id, error } : next(call)),
    }
  },
  'HTTP errors': (random) => {
    const part = random.pick([0.2, 0.5, 1])
    const [status, text] = random.pick(STATUSES)
    return {
      name: `HTTP ${status}`,
      send: async (_, next) => {
        if (random.chance(part)) throw new HttpStatus(status, text)
        return next()
      },
    }
  },
  'no answer': (random, healed) => {
    const part = random.pick([0.1, 0.5])
    return {
      name: 'no answer',
      send: async (_, next) => {
        if (!random.chance(part)) return next()
        await healed()
        throw new HangUp()
      },
    }
  },
  'late answers': (random) => {
    const longest = random.pick([20, 100, 400])
    return {
      name: `answers up to ${longest} ms late`,
      send: async (_, next) => {
        await wait(random.between(0, longest))
        return next()
      },
    }
  },
  'hang-ups': (random) => {
    const part = random.pick([0.2, 0.6])
    return {
      name: 'hang-ups',
      send: async (_, next) => {
        if (random.chance(part)) throw new HangUp()
        return next()
      },
    }
  },
  'answers cut short': (random) => ({
    name: 'answers cut short',
    garble: (body) => (random.chance(0.4) ? body.slice(0, random.between(0, body.length - 1)) : body),
  }),
  'range limit': (random) => {
    const most = random.pick([1, 2, 7, 20])
    const error = random.pick(RANGE_ERRORS)
    return {
      name: `at most ${most} calls in a request: ${error.message}`,
      send: async (calls, next) => (calls.length > most ? calls.map(({ id }) => ({ id, error })) : next()),
    }
  },
  'result limit': (random) => {
    const most = random.pick([2_000, 6_000, 30_000])
    const error = random.pick(RESULT_ERRORS)
    return {
      name: `at most ${most} bytes of result: ${error.message}`,
      send: async (calls, next) => {
        const replies = await next()
        const isSingle = calls.length === 1 && !calls[0]?.method.includes('Receipts')
        return isSingle || JSON.stringify(replies).length <= most
          ? replies
          : calls.map(({ id }) => ({ id, error }))
      },
    }
  },
  'a node that lags': (random) => {
    const blocks = random.between(1, 12)
    return { name: `a node ${blocks} blocks late`, answer: (...it) => lag(blocks, ...it) }
  },
  'nodes of which one lags': (random) => {
    const blocks = random.between(1, 6)
    return {
      name: `several nodes, one ${blocks} blocks late`,
      answer: (call, next, behind) => (random.chance(0.5) ? lag(blocks, call, next, behind) : next(call)),
    }
  },
  'nodes of which one is on another branch': (random) => ({
    name: 'several nodes, one with what used to be so',
    answer: async (call, next, behind) => {
      const old = random.pick([undefined, ...behind.recall(call)])
      return old && random.chance(0.6) ? old : next(call)
    },
  }),
  'orphaned hashes': (random) => {
    const part = random.pick([0.3, 0.8])
    const error = random.pick(UNKNOWN_BLOCK)
    return {
      name: `orphaned hashes: ${error.message}`,
      answer: async (call, next) =>
        isByHash(call) && random.chance(part) ? { id: call.id, error } : next(call),
    }
  },
  'partial logs': (random) => {
    const part = random.pick([0.3, 1])
    return {
      name: 'partial logs under an unchanged hash',
      answer: async (call, next) => {
        const reply = await next(call)
        return random.chance(part) ? { ...reply, result: thin(reply.result, random) } : reply
      },
    }
  },
  'empty blooms': (random) => ({
    name: 'blooms that hide the logs',
    answer: async (call, next) => {
      const reply = await next(call)
      if (!call.method.startsWith('eth_getBlockBy') || !reply.result || random.chance(0.3)) return reply
      return { ...reply, result: { ...(reply.result as Json), logsBloom: `0x${'00'.repeat(256)}` } }
    },
  }),
  'no results': (random) => ({
    name: 'null for what there is',
    answer: async (call, next) => (random.chance(0.3) ? { id: call.id, result: null } : next(call)),
  }),
  'duplicate answers': (random) => ({
    name: 'duplicate answers',
    send: async (_, next) =>
      (await next()).flatMap((reply) => (random.chance(0.5) ? [reply, reply] : [reply])),
  }),
  'answers out of order': (random) => ({
    name: 'answers out of order',
    send: async (_, next) => {
      const keyed = (await next()).map((reply) => ({ reply, key: random.next() }))
      return keyed.sort((one, other) => one.key - other.key).map(({ reply }) => reply)
    },
  }),
  'answers of other calls': (random) => ({
    name: 'answers swapped between calls',
    send: async (calls, next) => {
      const replies = await next()
      const turn = random.between(0, replies.length)
      const swapped = [...replies.slice(turn), ...replies.slice(0, turn)]
      return random.chance(0.5)
        ? swapped.map((reply, index) => ({ ...reply, id: calls[index]?.id ?? 0 }))
        : replies
    },
  }),
  'no WebSocket': () => ({ name: 'no WebSocket', socket: 'cut' }),
  'a silent WebSocket': () => ({ name: 'a silent WebSocket', socket: 'silent' }),
}

/** What providers say when they do not answer for now. */
const ERRORS = [
  { code: -32_603, message: 'Internal error' },
  { code: -32_000, message: 'execution aborted (timeout = 5s)' },
  { code: -32_005, message: 'daily request count exceeded, request rate limited' },
  { code: 429, message: 'Your app has exceeded its compute units per second capacity' },
  { code: -32_002, message: 'request timed out' },
]

const STATUSES: readonly (readonly [status: number, body: string])[] = [
  [500, '{"error":"oops"}'],
  [502, '<html>Bad Gateway</html>'],
  [503, 'no healthy upstream'],
  [429, '{"jsonrpc":"2.0","id":null,"error":{"code":429,"message":"Too Many Requests"}}'],
]

const RANGE_ERRORS = [
  { code: -32_600, message: 'batch too large' },
  { code: -32_005, message: 'limit the query to at most 100 blocks' },
  { code: -32_600, message: 'You can make at most 10 requests in a batch' },
  { code: -32_602, message: 'block range is too wide' },
]

const RESULT_ERRORS = [
  { code: -32_005, message: 'query returned more than 10000 results' },
  { code: -32_008, message: 'Response is too big' },
  { code: -32_602, message: 'Log response size exceeded.' },
  { code: -32_003, message: 'response too large' },
]

const UNKNOWN_BLOCK = [
  { code: -32_000, message: 'unknown block' },
  { code: -32_000, message: 'header not found' },
  { code: -32_001, message: 'Block with such an ID is canonical no more' },
]

function isByHash({ method }: Call): boolean {
  return ['eth_getBlockByHash', 'eth_getBlockReceipts', 'eth_getTransactionReceipt'].includes(method)
}

/** Answers as a node does that is so many blocks behind. */
async function lag(
  blocks: number,
  call: Call,
  next: (call: Call) => Promise<Reply>,
  behind: Behind,
): Promise<Reply> {
  const head = Number((await behind.ask('eth_blockNumber', [])).result)
  const own = Math.max(0, head - blocks)
  const [which] = call.params
  if (call.method === 'eth_blockNumber') return { id: call.id, result: `0x${own.toString(16)}` }
  if (call.method === 'eth_getBlockByNumber' && which === 'latest') {
    return next({ ...call, params: [`0x${own.toString(16)}`, ...call.params.slice(1)] })
  }
  const reply = await next(call)
  const [first] = [reply.result].flat() as ({ number?: string; blockNumber?: string } | null | undefined)[]
  const number = Number(first?.number ?? first?.blockNumber ?? 0)
  return number > own ? { id: call.id, result: null } : reply
}

/** A block's receipts, or one receipt, with a log less, or no logs, or a receipt less. */
function thin(result: unknown, random: Random): unknown {
  if (!Array.isArray(result)) return isReceipt(result) ? withFewerLogs(result, random) : result
  if (!result.every(isReceipt)) return result
  if (random.chance(0.3)) return result.slice(0, -1)
  return result.map((receipt) => (random.chance(0.5) ? withFewerLogs(receipt, random) : receipt))
}

type Receipt = Json & { readonly logs: readonly unknown[] }

function isReceipt(result: unknown): result is Receipt {
  return typeof result === 'object' && result !== null && Array.isArray((result as Receipt).logs)
}

function withFewerLogs(receipt: Receipt, random: Random): Receipt {
  return { ...receipt, logs: random.chance(0.5) ? [] : receipt.logs.slice(0, -1) }
}
