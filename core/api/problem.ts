import { z } from 'zod'

/** Every code that a problem can carry; stable, unlike its texts. */
export const problemCodes = [
  'bad_request',
  'unauthenticated',
  'forbidden',
  'not_found',
  'conflict',
  'nonce_reused',
  'signature_invalid',
  'expiry_out_of_range',
  'refresh_reused',
  'rate_limited',
  'unavailable',
] as const

export const problemCode = z.enum(problemCodes)
export type ProblemCode = z.infer<typeof problemCode>

/** `application/problem+json`, RFC 9457, with a stable `code` and the places at fault in `errors`. */
export const problem = z
  .object({
    type: z.string().meta({ description: 'Where the code is explained' }),
    title: z.string(),
    status: z.int().min(400).max(599),
    detail: z.string(),
    code: problemCode,
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
    reason: z.string().optional().meta({ description: 'Finer than `code`, from a set that the route names' }),
  })
  .meta({ id: 'Problem', description: 'An error, RFC 9457' })
export type Problem = z.infer<typeof problem>

/** The usual HTTP status of each code; a few problems differ (405, 413) and say so themselves. */
export const problemStatus: Record<ProblemCode, number> = {
  bad_request: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  nonce_reused: 409,
  signature_invalid: 422,
  expiry_out_of_range: 422,
  refresh_reused: 401,
  rate_limited: 429,
  unavailable: 503,
}
