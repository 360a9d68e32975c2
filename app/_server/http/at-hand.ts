/**
 * Bytes and texts that are whole before anybody reads them: a small request that has arrived, a JSON answer that was
 * made. Web streams would carry them piece by piece, which costs more than a scan does; whoever does not know of this
 * finds the same in `body`, or has read the request already.
 */
const arrived = new WeakMap<Request, Uint8Array>()
const made = new WeakMap<Response, string>()

/** Gives a request its whole body. */
export function putBody(request: Request, bytes: Uint8Array): void {
  arrived.set(request, bytes)
}

/** The whole body of a request, if it has arrived. */
export function findBody(request: Request): Uint8Array | undefined {
  return arrived.get(request)
}

/** An answer whose whole text is at hand. */
export function toResponse(text: string, init: ResponseInit): Response {
  const response = new Response(text, init)
  made.set(response, text)
  return response
}

/** The whole text of an answer, if it is at hand. */
export function findText(response: Response): string | undefined {
  return made.get(response)
}
