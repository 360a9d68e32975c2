import type { Problem, ProblemCode } from '#core/api/problem.ts'
import { DomainError } from '#core/error.ts'
import { noteServerDate, readDevice } from '../time/device-clock.ts'
import { type Schema, type Shape, schemaOf } from './shape.ts'

/** The server answered with a problem (RFC 9457). Decide by `code`. */
export class ApiProblem extends DomainError {
  readonly code: ProblemCode
  readonly status: number
  /** Seconds to wait, where the server said so. */
  readonly retryAfterSeconds: number | undefined
  readonly errors: Problem['errors']
  /** Finer than `code`, from a set that the route names. */
  readonly reason: string | undefined

  constructor(said: Problem, retryAfterSeconds?: number) {
    super(said.detail)
    this.code = said.code
    this.status = said.status
    this.retryAfterSeconds = retryAfterSeconds
    this.errors = said.errors
    this.reason = said.reason
  }
}

/** No answer that we understand: no network, a proxy's page, a server on its way down. Trying again may help. */
export class ApiUnreachable extends DomainError {
  readonly code = 'unreachable'

  constructor(cause?: unknown) {
    super('The server did not answer')
    this.cause = cause
  }
}

export type ApiCall = {
  readonly method?: 'GET' | 'POST' | 'DELETE'
  readonly body?: unknown
  readonly token?: string | undefined
  readonly signal?: AbortSignal | undefined
}

/**
 * Calls the public API and answers its body as `shape` knows it. Corrects the clock on the way.
 *
 * @throws ApiProblem for a problem; ApiUnreachable if there was no answer or one of another shape. What `signal`
 * aborts throws its reason.
 */
export async function callApi<T>(path: string, shape: Shape<T>, call: ApiCall = {}): Promise<T> {
  const [response, schema] = await Promise.all([send(path, call), load(shape)])
  const parsed = schema.safeParse(response.status === 204 ? undefined : await bodyOf(response))
  if (!parsed.success) throw new ApiUnreachable(parsed.error)
  return parsed.data
}

/** A shape that cannot be loaded is a server that does not answer, too. */
function load<T>(shape: Shape<T>): Promise<Schema<T>> {
  return schemaOf(shape).catch((cause: unknown) => {
    throw new ApiUnreachable(cause)
  })
}

async function send(path: string, { method = 'GET', body, token, signal }: ApiCall): Promise<Response> {
  const asked = readDevice()
  const response = await fetch(path, {
    method,
    cache: 'no-store',
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal === undefined ? {} : { signal }),
  }).catch((cause: unknown) => {
    throw signal?.aborted ? signal.reason : new ApiUnreachable(cause)
  })
  noteServerDate(asked, response.headers.get('date'))
  if (response.ok) return response
  throw await toProblem(response)
}

async function toProblem(response: Response): Promise<ApiProblem | ApiUnreachable> {
  const [{ problem }, body] = await Promise.all([import('#core/api/problem.ts'), bodyOf(response)])
  const said = problem.safeParse(body)
  if (!said.success) return new ApiUnreachable(new Error(`HTTP ${response.status} without a problem`))
  const retryAfter = Number(response.headers.get('retry-after') ?? Number.NaN)
  return new ApiProblem(said.data, Number.isFinite(retryAfter) ? retryAfter : undefined)
}

async function bodyOf(response: Response): Promise<unknown> {
  return response.json().catch(() => undefined)
}
