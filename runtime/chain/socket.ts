import type { Hash, Hex } from 'viem'
import { readBytes } from './header.ts'
import { readRefusal } from './refusal.ts'
import { ChainUnavailableError, type Failure } from './rpc.ts'

/** A WebSocket to a node: it tells of new heads at once, and answers calls where HTTP fails. Opens itself anew. */
export type NodeSocket = {
  /** Whether calls get through now. */
  readonly isOpen: boolean
  /** @throws ChainUnavailableError when it is not open, closes, or the answer is an error or does not come */
  request(method: string, params: readonly unknown[]): Promise<unknown>
  close(): void
}

/** A head as the node announces it. Nothing vouches for it: good for asking sooner, never for believing. */
export type AnnouncedHead = { readonly hash: Hash; readonly logsBloom: Hex }

export type SocketOptions = {
  /** Called at each new head; without one when the socket has opened, as heads may have been missed before. */
  readonly onHead: (head: AnnouncedHead | undefined) => void
  /** Called when it begins and when it ends to tell of heads; until it does, whoever listens has to ask. */
  readonly onChange?: (isListening: boolean) => void
  readonly timeoutMs?: number
}

type Waiting = { readonly settle: (answer: Answer) => void }
type Answer = { readonly result: unknown } | { readonly failure: Failure }
type Message = {
  readonly id?: unknown
  readonly method?: unknown
  readonly params?: { readonly result?: unknown }
  readonly result?: unknown
  readonly error?: { readonly code: number; readonly message: string }
}

const FIRST_RETRY_MS = 100
const LONGEST_RETRY_MS = 2_000
/** A socket whose other end has vanished looks like one that has nothing to say; so it is asked now and then. */
const PULSE_MS = 5_000

const CLOSED: Failure = { refusal: 'unreachable', reason: 'the WebSocket is closed' }

/** Keeps a WebSocket to a node open until it is closed. */
export function openSocket(url: string, options: SocketOptions): NodeSocket {
  const { onHead, onChange, timeoutMs = 5_000 } = options
  let current: WebSocket | undefined
  let failures = 0
  let isClosed = false
  let isListening = false
  let nextId = 1
  let retry: NodeJS.Timeout | undefined
  const waiting = new Map<number, Waiting>()

  const listening = (now: boolean): void => {
    if (now !== isListening) onChange?.(now)
    isListening = now
  }

  const open = (): void => {
    const socket = new WebSocket(url)
    current = socket
    const connecting = setTimeout(() => drop(socket), timeoutMs)
    socket.addEventListener('open', () => {
      clearTimeout(connecting)
      void listen(socket)
    })
    socket.addEventListener('message', ({ data }) => hear(String(data)))
    socket.addEventListener('error', () => drop(socket))
    socket.addEventListener('close', () => drop(socket))
  }

  /** Gives a socket up, once, and tries again after a while. */
  const drop = (socket: WebSocket): void => {
    if (socket !== current) return
    current = undefined
    socket.close()
    for (const { settle } of waiting.values()) settle({ failure: CLOSED })
    listening(false)
    if (isClosed) return
    retry = setTimeout(open, Math.min(FIRST_RETRY_MS * 2 ** failures++, LONGEST_RETRY_MS))
  }

  const listen = async (socket: WebSocket): Promise<void> => {
    try {
      await request('eth_subscribe', ['newHeads'])
      failures = 0
      listening(true)
      onHead(undefined)
      while (socket === current) {
        await new Promise((resolve) => setTimeout(resolve, PULSE_MS).unref())
        if (socket === current) await request('eth_chainId', [])
      }
    } catch {
      drop(socket)
    }
  }

  const hear = (data: string): void => {
    const message = parseMessage(data)
    if (message?.method === 'eth_subscription') onHead(findHead(message.params?.result))
    else if (typeof message?.id === 'number') waiting.get(message.id)?.settle(toAnswer(message))
  }

  const request = async (method: string, params: readonly unknown[]): Promise<unknown> => {
    const socket = current
    if (socket?.readyState !== WebSocket.OPEN) throw new ChainUnavailableError(method, CLOSED)
    const id = nextId++
    const answer = await new Promise<Answer>((resolve) => {
      const late: Failure = { refusal: 'timeout', reason: `no answer within ${timeoutMs} ms` }
      const timer = setTimeout(resolve, timeoutMs, { failure: late })
      const settle = (given: Answer): void => {
        clearTimeout(timer)
        resolve(given)
      }
      waiting.set(id, { settle })
      socket.send(JSON.stringify({ jsonrpc: '2.0', id, method, params }))
    }).finally(() => waiting.delete(id))
    if ('failure' in answer) throw new ChainUnavailableError(method, answer.failure)
    return answer.result
  }

  open()
  return {
    get isOpen() {
      return isListening
    },
    request,
    close: () => {
      isClosed = true
      clearTimeout(retry)
      if (current) drop(current)
    },
  }
}

function toAnswer({ result, error }: Message): Answer {
  if (!error) return { result }
  const { code, message } = error
  return { failure: { refusal: readRefusal(error), reason: message, rpcCode: code } }
}

/** Undefined where the node says no more than that there is one. */
function findHead(announced: unknown): AnnouncedHead | undefined {
  try {
    const head = announced as Readonly<Record<string, unknown>>
    return { hash: readBytes(head, 'hash', 32), logsBloom: readBytes(head, 'logsBloom', 256) }
  } catch {
    return undefined
  }
}

function parseMessage(data: string): Message | undefined {
  try {
    return JSON.parse(data) as Message
  } catch {
    return undefined
  }
}
