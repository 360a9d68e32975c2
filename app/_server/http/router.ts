import type { z } from 'zod'
import { isDatabaseUnavailable } from '#prisma/client.ts'
import type { Services } from '../services.ts'
import { requireOwnOrigin } from '../session/origin.ts'
import { readJson } from './body.ts'
import { ProblemError, toProblemResponse, unavailable } from './problem.ts'
import type { Connection, Route } from './route.ts'

/** Answers a request to the API, always: what goes wrong becomes a problem. */
export type Api = (request: Request, connection: Connection) => Promise<Response>

/**
 * One function for all routes. The order is fixed: path (404), method (405), origin and session (401, 403),
 * parameters and body (400), then the route.
 */
export function createApi(routes: readonly Route[], services: Services): Api {
  const match = createMatcher(routes)
  return async (request, connection) => {
    const url = new URL(request.url)
    let path = 'none'
    let response: Response
    try {
      const { route, names } = match(request.method, url.pathname)
      path = route.path
      response = await answer(route, names, url, request, connection, services)
    } catch (error) {
      // nobody hears it any more, and what broke is most likely the body that did not come
      if (request.signal.aborted) return new Response(null, { status: 499 })
      response = toProblemResponse(toProblem(error, url, services))
    }
    services.metrics.observeAnswer(path, response.status)
    return request.method === 'HEAD' ? withoutBody(response) : response
  }
}

/** A body that never ends would keep the answer to HEAD from its end. */
async function withoutBody(response: Response): Promise<Response> {
  await response.body?.cancel()
  return new Response(null, response)
}

async function answer(
  route: Route,
  names: Record<string, string>,
  url: URL,
  request: Request,
  connection: Connection,
  services: Services,
): Promise<Response> {
  requireOwnOrigin(request, services.origin)
  const caller = route.access === 'anyone' ? undefined : await services.findCaller(request)
  if (route.access === 'signed-in' && !caller) {
    throw new ProblemError('unauthenticated', 'This needs a signed-in account.', {
      headers: { 'www-authenticate': 'Bearer' },
    })
  }
  const params = route.params && parse(route.params, names, 'path')
  const query = route.query && parse(route.query, Object.fromEntries(url.searchParams), 'query')
  const body = route.body && parse(route.body, await readJson(request, route.bodyLimit), 'body')
  return route.handle({ params, query, body, caller, request, connection }, services)
}

function parse(schema: z.ZodType, value: unknown, place: string): unknown {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const errors = result.error.issues.map((issue) => ({
    path: [place, ...issue.path].join('.'),
    message: issue.message,
  }))
  throw new ProblemError('bad_request', `The ${place} does not have the shape that is asked for.`, { errors })
}

/** What is not ours to explain is logged whole and answered without its text. */
function toProblem(error: unknown, url: URL, { log }: Services): ProblemError {
  const path = url.pathname
  if (isDatabaseUnavailable(error)) {
    log.warn({ path, because: lastLine(error) }, 'the database cannot be used')
    return unavailable('The database does not answer; the same request may be sent again.', error)
  }
  if (!(error instanceof ProblemError)) {
    log.error({ err: error, path }, 'a request failed')
    return new ProblemError('unavailable', 'Something failed on our side.', { status: 500, cause: error })
  }
  if (error.status >= 500) log.warn({ path, because: firstLine(error.cause) }, error.message)
  return error
}

/** Prisma says first which of our calls failed, and last why. */
function lastLine(error: unknown): string | undefined {
  return error instanceof Error ? error.message.trim().split('\n').at(-1) : undefined
}

/** A node's error tells the whole call and the node's URL, which may hold a key. */
function firstLine(error: unknown): string | undefined {
  return error instanceof Error ? error.message.split('\n')[0] : undefined
}

type Matched = { readonly route: Route; readonly names: Record<string, string> }

/** Paths are few, so a list by number of segments is enough; a segment in braces takes any text. */
function createMatcher(routes: readonly Route[]): (method: string, path: string) => Matched {
  const table = routes.map((route) => ({ route, segments: route.path.split('/') }))
  return (method, path) => {
    const given = path.replace(/\/+$/, '').split('/')
    const here = table.filter(
      ({ segments }) =>
        segments.length === given.length &&
        segments.every((segment, index) => segment.startsWith('{') || segment === given[index]),
    )
    if (here.length === 0) throw new ProblemError('not_found', `There is no ${path}.`)
    const wanted = method === 'HEAD' ? 'GET' : method
    const found = here.find(({ route }) => route.method === wanted)
    if (!found) {
      const allowed = here.map(({ route }) => route.method).join(', ')
      throw new ProblemError('bad_request', `${path} takes ${allowed}.`, {
        status: 405,
        headers: { allow: allowed },
      })
    }
    return { route: found.route, names: readNames(found.segments, given) }
  }
}

function readNames(segments: readonly string[], given: readonly string[]): Record<string, string> {
  const names: Record<string, string> = {}
  for (const [index, segment] of segments.entries()) {
    if (segment.startsWith('{')) names[segment.slice(1, -1)] = decode(given[index] ?? '')
  }
  return names
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    throw new ProblemError('bad_request', 'The path is not encoded as a URL asks for.')
  }
}
