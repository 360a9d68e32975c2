import { counts } from '#core/api/scan.ts'
import { getEvent } from '#server/event-key.ts'
import { defineRoute } from '#server/http/route.ts'
import { requireRole } from '#server/session/standing.ts'
import { eventParams } from './params.ts'

/** Often enough that proxies keep the connection, and that a role taken away ends it soon. */
const heartbeatMs = 15_000

export const getLive = defineRoute({
  method: 'GET',
  path: '/api/events/{eventId}/live',
  summary: 'Counts of an event as server-sent events `counts`: at once, and at each change',
  access: 'signed-in',
  params: eventParams,
  answers: { 200: { description: 'A stream', schema: counts, contentType: 'text/event-stream' } },
  problems: ['bad_request', 'unauthenticated', 'forbidden'],
  handle: async ({ params, caller, request }, { findRole, followCounts, stopping }) => {
    const { key } = getEvent(params.eventId)
    requireRole(await findRole(caller, key), 'steward')
    let stop = () => {}
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        let isOver = false
        const send = (text: string) => controller.enqueue(new TextEncoder().encode(text))
        const unfollow = followCounts(key, (now) => send(`event: counts\ndata: ${JSON.stringify(now)}\n\n`))
        // whoever watched may go while his role is being read: then there is nothing left to send or to close
        const heartbeat = setInterval(async () => {
          try {
            requireRole(await findRole(caller, key), 'steward')
            if (!isOver) send(': still here\n\n')
          } catch {
            end()
          }
        }, heartbeatMs)
        stop = () => {
          isOver = true
          clearInterval(heartbeat)
          unfollow()
          stopping.removeEventListener('abort', end)
        }
        const end = () => {
          if (isOver) return
          stop()
          controller.close()
        }
        stopping.addEventListener('abort', end, { once: true })
        request.signal.addEventListener('abort', () => stop(), { once: true })
      },
      cancel: () => stop(),
    })
    return new Response(body, {
      headers: {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      },
    })
  },
})
