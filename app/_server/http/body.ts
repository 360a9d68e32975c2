import { findBody } from './at-hand.ts'
import { ProblemError } from './problem.ts'

/** No request but a raw transaction needs more. */
export const defaultBodyLimit = 64 * 1024

/**
 * Reads a JSON body of at most `limit` bytes; an empty body is `undefined`.
 *
 * A declared length over the limit is refused before a byte is read, an undeclared one as soon as it is passed.
 * @throws ProblemError `bad_request`: 413 when too large, 415 when it says it is something else, 400 when not JSON
 */
export async function readJson(request: Request, limit: number = defaultBodyLimit): Promise<unknown> {
  if (Number(request.headers.get('content-length') ?? 0) > limit) throw tooLarge(limit)
  const bytes = await readBytes(request, limit)
  if (bytes.length === 0) return undefined
  const type = request.headers.get('content-type')
  if (type && !/^application\/([\w.-]+\+)?json\b/i.test(type)) {
    throw new ProblemError('bad_request', `The body must be application/json, not ${type}.`, { status: 415 })
  }
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (cause) {
    throw new ProblemError('bad_request', 'The body is not JSON in UTF-8.', { cause })
  }
}

async function readBytes(request: Request, limit: number): Promise<Uint8Array> {
  const early = findBody(request)
  if (early) {
    if (early.length > limit) throw tooLarge(limit)
    return early
  }
  if (!request.body) return new Uint8Array()
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of request.body as ReadableStream<Uint8Array> & AsyncIterable<Uint8Array>) {
    length += part.length
    if (length > limit) throw tooLarge(limit)
    parts.push(part)
  }
  return parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts)
}

function tooLarge(limit: number): ProblemError {
  return new ProblemError('bad_request', `The body is over ${limit} bytes.`, {
    status: 413,
    headers: { connection: 'close' },
  })
}
