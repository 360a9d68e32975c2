import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'

/** One JSON-RPC call, and what is said to it. */
export type Call = { readonly id: number; readonly method: string; readonly params: readonly unknown[] }
export type Reply = { readonly id: number; readonly result?: unknown; readonly error?: RpcError }
export type RpcError = { readonly code: number; readonly message: string }

/** The real node behind the proxy. */
export type Behind = {
  ask(method: string, params: readonly unknown[]): Promise<Reply>
  /** What it has said to this call before, oldest first; a few answers at most. */
  recall(call: Call): readonly Reply[]
}

/** What goes wrong between the node and who asks. Each part is left out where the fault does not touch it. */
export type Fault = {
  readonly name: string
  /** Takes part in answering one call; `next` asks the next fault, in the end the node. */
  readonly answer?: (call: Call, next: (call: Call) => Promise<Reply>, behind: Behind) => Promise<Reply>
  /** Takes part in answering one HTTP request with all its calls. */
  readonly send?: (calls: readonly Call[], next: () => Promise<readonly Reply[]>) => Promise<readonly Reply[]>
  /** Changes the bytes of an HTTP answer. */
  readonly garble?: (body: string) => string
  /** What becomes of a WebSocket, at its start or while it is open: it is cut, or says nothing any more. */
  readonly socket?: 'cut' | 'silent'
}

/** Thrown by a {@link Fault}: the whole HTTP request gets this status. */
export class HttpStatus extends Error {
  readonly status: number

  constructor(status: number, body: string) {
    super(body)
    this.status = status
  }
}

/** Thrown by a {@link Fault}: the connection breaks without an answer. */
export class HangUp extends Error {}

/** A node that is as good as the real one until it is told what to do wrong. HTTP and WebSocket on one port. */
export type FaultyNode = {
  readonly rpcUrl: string
  readonly wsUrl: string
  /** Calls answered so far. */
  readonly answered: () => number
  /** Goes wrong in these ways from now on. With none, what still hangs is broken off, as by a node that comes back. */
  inject(faults: readonly Fault[]): void
  /** Resolves when this injection ends; for faults that wait. */
  readonly healed: () => Promise<void>
  /** Passes everything on to another node from now on. */
  follow(rpcUrl: string): void
  cutSockets(): void
  close(): Promise<void>
}

const MOST_RECALLED = 8

export async function startFaultyNode(rpcUrl: string): Promise<FaultyNode> {
  let target = rpcUrl
  let faults: readonly Fault[] = []
  let healing = Promise.withResolvers<void>()
  let answered = 0
  let memory = new Map<string, Reply[]>()
  const sockets = new Set<Socket>()
  const silent = () => faults.some(({ socket }) => socket === 'silent')

  const ask = async (call: Call): Promise<Reply> => {
    const response = await fetch(target, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ jsonrpc: '2.0', ...call }),
    })
    const reply = (await response.json()) as Reply
    const key = keyOf(call)
    memory.set(key, [...(memory.get(key) ?? []), reply].slice(-MOST_RECALLED))
    return reply
  }
  const behind: Behind = {
    ask: (method, params) => ask({ id: 1, method, params }),
    recall: (call) => memory.get(keyOf(call)) ?? [],
  }

  const answer = async (call: Call): Promise<Reply> => {
    const pass = faults.reduce<(call: Call) => Promise<Reply>>(
      (next, { answer: take }) => (take ? (asked) => take(asked, next, behind) : next),
      ask,
    )
    answered++
    return { ...(await pass(call)), id: call.id }
  }

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    try {
      const body = JSON.parse(await readAll(request)) as Call | readonly Call[]
      const calls = 'method' in body ? [body] : body
      const send = faults.reduce<() => Promise<readonly Reply[]>>(
        (next, { send: take }) => (take ? () => take(calls, next) : next),
        () => Promise.all(calls.map(answer)),
      )
      const replies = (await send()).map((reply) => ({ jsonrpc: '2.0', ...reply }))
      const text = JSON.stringify('method' in body ? replies[0] : replies)
      response.setHeader('content-type', 'application/json')
      response.end(faults.reduce((sent, { garble }) => garble?.(sent) ?? sent, text))
    } catch (error) {
      if (error instanceof HttpStatus) response.writeHead(error.status).end(error.message)
      else response.destroy()
    }
  }

  const server = createServer((request, response) => void handle(request, response))
  server.on('upgrade', (request, near: Socket, head) => {
    const { port, hostname } = new URL(target)
    const far = connect(Number(port), hostname)
    for (const [socket, other] of [[near, far] as const, [far, near] as const]) {
      sockets.add(socket)
      socket.on('error', () => {})
      socket.on('close', () => {
        sockets.delete(socket)
        other.destroy()
      })
    }
    if (faults.some(({ socket }) => socket === 'cut')) return near.destroy()
    const lines = request.rawHeaders.flatMap((name, index, all) =>
      index % 2 === 0 ? [`${name}: ${all[index + 1]}`] : [],
    )
    far.write([`GET ${request.url} HTTP/1.1`, ...lines, '', ''].join('\r\n'))
    far.write(head)
    near.pipe(far)
    far.on('data', (data) => {
      if (!silent()) near.write(data)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo

  const cutSockets = (): void => {
    for (const socket of sockets) socket.destroy()
  }
  return {
    rpcUrl: `http://127.0.0.1:${port}`,
    wsUrl: `ws://127.0.0.1:${port}`,
    answered: () => answered,
    inject: (next) => {
      // What was silent has lost part of a message: it cannot be taken up again.
      if (silent() || next.some(({ socket }) => socket === 'cut')) cutSockets()
      faults = next
      if (next.length > 0) return
      healing.resolve()
      healing = Promise.withResolvers()
    },
    healed: () => healing.promise,
    follow: (url) => {
      target = url
      memory = new Map()
      cutSockets()
    },
    cutSockets,
    close: async () => {
      healing.resolve()
      cutSockets()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function keyOf({ method, params }: Call): string {
  return `${method} ${JSON.stringify(params)}`
}

async function readAll(stream: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = []
  for await (const chunk of stream) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}
