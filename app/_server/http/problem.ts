import { type Problem, type ProblemCode, problemStatus } from '#core/api/problem.ts'
import { DomainError } from '#core/error.ts'
import { toResponse } from './at-hand.ts'

const titles: Record<ProblemCode, string> = {
  bad_request: 'The request cannot be understood',
  unauthenticated: 'Sign in first',
  forbidden: 'This account may not do that',
  not_found: 'Nothing is here',
  conflict: 'That contradicts what is already there',
  nonce_reused: 'This nonce belongs to another request',
  signature_invalid: 'The signature is not this wallet’s over this text',
  expiry_out_of_range: 'The times of this authorisation are out of range',
  refresh_reused: 'This refresh token was used before: sign in again',
  rate_limited: 'Too many requests',
  unavailable: 'Try again in a moment',
}

export type ProblemOptions = {
  /** instead of the code's usual status: 405, 413 */
  readonly status?: number
  readonly errors?: Problem['errors']
  /** finer than the code, where a route has a closed set of reasons */
  readonly reason?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly cause?: unknown
}

/** A request that cannot be answered as asked; thrown anywhere, answered once by the router. */
export class ProblemError extends DomainError {
  readonly code: ProblemCode
  readonly status: number
  readonly options: ProblemOptions

  constructor(code: ProblemCode, detail: string, options: ProblemOptions = {}) {
    super(detail, { cause: options.cause })
    this.code = code
    this.status = options.status ?? problemStatus[code]
    this.options = options
  }
}

/** 429 with `Retry-After`, in whole seconds and at least one. */
export function rateLimited(retryAfterMs: number, detail: string): ProblemError {
  const seconds = Math.max(1, Math.ceil(retryAfterMs / 1000))
  return new ProblemError('rate_limited', detail, { headers: { 'retry-after': String(seconds) } })
}

/** 503 with `Retry-After`: a part that the answer needs is away for now. */
export function unavailable(detail: string, cause?: unknown): ProblemError {
  return new ProblemError('unavailable', detail, { headers: { 'retry-after': '1' }, cause })
}

/** The RFC 9457 answer to a problem. */
export function toProblemResponse(error: ProblemError): Response {
  const body: Problem = {
    type: `/api/docs#${error.code}`,
    title: titles[error.code],
    status: error.status,
    detail: error.message,
    code: error.code,
    ...(error.options.errors && { errors: error.options.errors }),
    ...(error.options.reason && { reason: error.options.reason }),
  }
  return toResponse(JSON.stringify(body), {
    status: error.status,
    headers: {
      'cache-control': 'no-store',
      ...error.options.headers,
      'content-type': 'application/problem+json',
    },
  })
}
