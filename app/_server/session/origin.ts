import { ProblemError } from '../http/problem.ts'
import { hasSessionCookie } from './caller.ts'

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Refuses an unsafe request that another site's page made, and one that brings a session's cookie without saying where
 * it comes from. Browsers always name the origin of an unsafe request; devices have none and bring a bearer token.
 * @throws ProblemError `forbidden`
 */
export function requireOwnOrigin(request: Request, origin: string): void {
  if (safeMethods.has(request.method)) return
  const given = request.headers.get('origin')
  if (given === origin) return
  if (given === null && !hasSessionCookie(request)) return
  throw new ProblemError('forbidden', `Requests from pages are taken from ${origin} only.`)
}

/** Whether a browser's page makes this request; only browsers name an origin. */
export function isFromPage(request: Request): boolean {
  return request.headers.has('origin')
}
