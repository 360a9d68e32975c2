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
      await followOnce(eventId, onCounts, signal)
    } catch {
      // the stream broke: below is the next try
    }
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS))
  }
}

async function followOnce(
  eventId: string,
  onCounts: (counts: Counts) => void,
  signal: AbortSignal,
): Promise<void> {
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
  let rest = ''
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    const blocks = (rest + read.value).split('\n\n')
    rest = blocks.pop() ?? ''
    for (const block of blocks) {
      const known = counts.safeParse(parseData(block))
      if (known.success) onCounts(known.data)
    }
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
