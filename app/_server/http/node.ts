import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { findText, putBody } from './at-hand.ts'
import { defaultBodyLimit } from './body.ts'

/**
 * The web `Request` of a node:http one. Where its body comes as a stream, or the answer may, its signal aborts when the
 * client goes away before the answer is complete. What has arrived whole is done whoever hears of it.
 *
 * @param origin scheme and host of this deployment: the Host header is the client's word and is not used
 */
export async function toRequest(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  origin: string,
): Promise<Request> {
  const method = incoming.method ?? 'GET'
  const isSmall = Number(incoming.headers['content-length']) <= defaultBodyLimit
  const early = isSmall ? await readWhole(incoming) : undefined
  const url = new URL(incoming.url ?? '/', origin)
  const headers = toHeaders(incoming)
  if (early) {
    const request = new Request(url, { method, headers })
    putBody(request, early)
    return request
  }
  const hasBody = method !== 'GET' && method !== 'HEAD'
  return new Request(url, {
    method,
    headers,
    signal: signalOf(outgoing),
    ...(hasBody && { body: Readable.toWeb(incoming) as ReadableStream, duplex: 'half' }),
  })
}

function signalOf(outgoing: ServerResponse): AbortSignal {
  const gone = new AbortController()
  outgoing.once('close', () => {
    if (!outgoing.writableFinished) gone.abort()
  })
  return gone.signal
}

/**
 * By events, as an iterator over the parts costs more than they do.
 * @throws what breaks while it arrives: nobody is there to be answered
 */
function readWhole(incoming: IncomingMessage): Promise<Uint8Array> {
  const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>()
  const parts: Buffer[] = []
  incoming.on('data', (part: Buffer) => parts.push(part))
  incoming.on('end', () => resolve(parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts)))
  incoming.on('error', reject)
  incoming.on('close', () => {
    if (!incoming.readableEnded) reject(new Error('The connection was closed before the body was whole'))
  })
  return promise
}

/** Writes a web `Response` to a node:http one, streaming its body as it comes. */
export async function sendResponse(response: Response, outgoing: ServerResponse): Promise<void> {
  outgoing.statusCode = response.status
  for (const [name, value] of response.headers) {
    if (name !== 'set-cookie') outgoing.setHeader(name, value)
  }
  const cookies = response.headers.getSetCookie()
  if (cookies.length > 0) outgoing.setHeader('set-cookie', cookies)
  const text = findText(response)
  if (text !== undefined) {
    outgoing.setHeader('content-length', Buffer.byteLength(text))
    outgoing.end(text)
    return
  }
  if (!response.body) {
    outgoing.end()
    return
  }
  const reader = response.body.getReader()
  const cancel = () => void reader.cancel().catch(() => {})
  outgoing.once('close', cancel)
  // whoever asked may have gone before there was an answer
  if (outgoing.destroyed) cancel()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    if (!outgoing.write(value)) await drained(outgoing)
  }
  outgoing.end()
}

function toHeaders(incoming: IncomingMessage): Headers {
  const headers = new Headers()
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (value === undefined || name.startsWith(':')) continue
    for (const each of Array.isArray(value) ? value : [value]) headers.append(name, each)
  }
  return headers
}

function drained(outgoing: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const settle = () => {
      outgoing.off('drain', settle)
      outgoing.off('close', settle)
      resolve()
    }
    outgoing.on('drain', settle)
    outgoing.on('close', settle)
    if (outgoing.destroyed) settle()
  })
}
