import { type Counts, counts } from '#core/api/scan.ts'
import { liveSession } from '../session/sign-in.ts'

const RETRY_MS = 3_000

/**
 * Follows an event's counts until `signal` aborts, and begins anew whenever the stream breaks.
 *
 * Server-sent events over fetch: the browser's EventSource cannot send a bearer token.
 */
export async function watchCounts(
  eventId: string,
  onCounts: (counts: Counts) => void,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    try {
      for await (const told of streamCounts(eventId, signal)) onCounts(told)
    } catch {
      // the stream broke: below is the next try
    }
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS))
  }
}

/**
 * An event's counts as they are now. Where many events are in view: a browser keeps six connections to a server, and each
 * {@link watchCounts} holds one.
 *
 * @throws when the server does not tell
 */
export async function readCounts(eventId: string, signal: AbortSignal): Promise<Counts> {
  for await (const told of streamCounts(eventId, signal)) return told
  throw new Error('the server tells no counts')
}

/** The counts at once and at each change, until the stream ends; whoever stops reading ends it. */
async function* streamCounts(eventId: string, signal: AbortSignal): AsyncGenerator<Counts> {
  const session = await liveSession()
  const response = await fetch(`/api/events/${eventId}/live`, {
    signal,
    headers: {
      accept: 'text/event-stream',
      ...(session?.keptIn === 'tab' ? { authorization: `Bearer ${session.accessToken}` } : {}),
    },
  })
  if (!response.ok || !response.body) return
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
  try {
    let rest = ''
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      const blocks = (rest + read.value).split('\n\n')
      rest = blocks.pop() ?? ''
      for (const block of blocks) {
        const known = counts.safeParse(parseData(block))
        if (known.success) yield known.data
      }
    }
  } finally {
    await reader.cancel()
  }
}

/** The JSON of one server-sent event, if it carries any. */
function parseData(block: string): unknown {
  const data = block
    .split('\n')
    .filter((line) => line.startsWith('data:'))
    .map((line) => line.slice(5))
    .join('\n')
  try {
    return JSON.parse(data)
  } catch {
    return undefined
  }
}
