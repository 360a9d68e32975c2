import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'

/** One call on its way through: what it asks, and what the real node would say. */
export type Exchange = {
  readonly method: string
  readonly params: readonly unknown[]
  readonly result: unknown
}

/** What the node does to the truth: answer something else, hang up, or refuse with a JSON-RPC error. */
export type Lie = (exchange: Exchange) => unknown

/** Thrown by a {@link Lie}: the node hangs up without an answer. */
export class HangUp extends Error {}

/** Thrown by a {@link Lie}: the node answers with this error. */
export class Refusal extends Error {
  readonly code: number

  constructor(code: number, message: string) {
    super(message)
    this.code = code
  }
}

/** A node that passes every call on to a real one, and lies about the answers as long as it is told to. */
export type LyingNode = {
  readonly rpcUrl: string
  /** Calls that it has answered, by method. */
  readonly answered: Map<string, number>
  tell(lie: Lie | undefined): void
  /** Hangs up on calls of a method instead of passing them on; on none: undefined. */
  withhold(method: string | undefined): void
  /** Passes calls on to another node from now on. */
  follow(rpcUrl: string): void
  /** Answers every call this much later. */
  delay(milliseconds: number): void
  close(): Promise<void>
}

type Call = { readonly id: number; readonly method: string; readonly params?: readonly unknown[] }

export async function startLyingNode(rpcUrl: string): Promise<LyingNode> {
  let target = rpcUrl
  let lie: Lie | undefined
  let delay = 0
  let withheld: string | undefined
  const answered = new Map<string, number>()

  const answer = async ({ id, method, params = [] }: Call): Promise<object> => {
    if (delay > 0) await wait(delay)
    if (method === withheld) throw new HangUp()
    const reply = await ask(target, { id, method, params })
    if (reply.error !== undefined || !lie) return reply
    try {
      return { jsonrpc: '2.0', id, result: lie({ method, params, result: reply.result }) }
    } catch (error) {
      if (error instanceof Refusal)
        return { jsonrpc: '2.0', id, error: { code: error.code, message: error.message } }
      throw error
    } finally {
      answered.set(method, (answered.get(method) ?? 0) + 1)
    }
  }

  const server = createServer(async (request, response) => {
    try {
      const body = JSON.parse(await readAll(request)) as Call | Call[]
      const reply = Array.isArray(body) ? await Promise.all(body.map(answer)) : await answer(body)
      response.setHeader('content-type', 'application/json').end(JSON.stringify(reply))
    } catch {
      response.destroy()
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))

  return {
    rpcUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    answered,
    tell: (next) => {
      lie = next
    },
    withhold: (method) => {
      withheld = method
    },
    follow: (url) => {
      target = url
    },
    delay: (milliseconds) => {
      delay = milliseconds
    },
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

type Reply = { readonly result?: unknown; readonly error?: unknown }

async function ask(rpcUrl: string, call: Call): Promise<Reply> {
  const response = await fetch(rpcUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ jsonrpc: '2.0', ...call }),
  })
  return (await response.json()) as Reply
}

async function readAll(stream: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = []
  for await (const chunk of stream) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}
