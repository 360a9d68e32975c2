import { connect, type Socket } from 'node:net'

/** What a web process answered; `undefined` status: the connection broke before there was an answer. */
export type Reply = { readonly status: number; readonly body: string }

/** One HTTP/1.1 connection that stays open; one request at a time. */
export type Connection = {
  /** @throws Error if the connection breaks before the answer is whole */
  readonly post: (path: string, body: string) => Promise<Reply>
  readonly close: () => void
}

/**
 * Opens a connection with a bearer token. Written on `node:net`, as a load that costs more than what it measures
 * measures itself. Understands answers of a given length and chunked ones of our own server.
 */
export function openConnection(url: string, token: string): Connection {
  const { hostname, port, host } = new URL(url)
  const socket: Socket = connect({ host: hostname, port: Number(port), noDelay: true })
  const head = `Host: ${host}\r\nAuthorization: Bearer ${token}\r\nContent-Type: application/json\r\n`
  let waiting: { resolve: (reply: Reply) => void; reject: (error: Error) => void } | undefined
  let received = ''
  let broken: Error | undefined
  socket.setEncoding('latin1')
  const fail = (error: Error) => {
    broken ??= error
    waiting?.reject(broken)
    waiting = undefined
  }
  socket.on('data', (part: string) => {
    received += part
    const reply = readReply(received)
    if (!reply) return
    received = ''
    const { resolve } = waiting ?? {}
    waiting = undefined
    resolve?.({ status: reply.status, body: Buffer.from(reply.body, 'latin1').toString() })
  })
  socket.on('error', fail)
  socket.on('close', () => fail(new Error('The connection was closed')))
  return {
    post: (path, body) =>
      new Promise((resolve, reject) => {
        if (broken) return reject(broken)
        waiting = { resolve, reject }
        socket.write(
          `POST ${path} HTTP/1.1\r\n${head}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
        )
      }),
    close: () => socket.destroy(),
  }
}

function readReply(text: string): Reply | undefined {
  const headEnd = text.indexOf('\r\n\r\n')
  if (headEnd < 0) return undefined
  const head = text.slice(0, headEnd)
  const rest = text.slice(headEnd + 4)
  const status = Number(head.slice(9, 12))
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1]
  if (length !== undefined) return rest.length >= Number(length) ? { status, body: rest } : undefined
  return rest.endsWith('0\r\n\r\n') ? { status, body: joinChunks(rest) } : undefined
}

function joinChunks(text: string): string {
  let body = ''
  let at = 0
  for (;;) {
    const lineEnd = text.indexOf('\r\n', at)
    const size = Number.parseInt(text.slice(at, lineEnd), 16)
    if (!(size > 0)) return body
    body += text.slice(lineEnd + 2, lineEnd + 2 + size)
    at = lineEnd + 2 + size + 2
  }
}
