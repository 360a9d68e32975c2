import type { z } from 'zod'
import { type Chain, chain } from '#core/api/chain.ts'

/** An answer of the HTTP interface as it came: status and parsed JSON. */
export type Answer = { readonly status: number; readonly body: unknown }

/** The public HTTP interface of a deployment; knows nothing that docs/http-api.md does not say. */
export type Api = {
  /** Where it answers, without a slash at the end. */
  readonly baseUrl: string
  /** Under which people reach the deployment: what a sign-in message names. */
  readonly origin: string
  call(method: string, path: string, sent?: { body?: unknown; token?: string }): Promise<Answer>
  /** As `call`, and throws unless the status is `status` and the body has the shape. */
  get<Shape extends z.ZodType>(
    shape: Shape,
    method: string,
    path: string,
    sent?: { body?: unknown; token?: string },
  ): Promise<z.infer<Shape>>
  chain(): Promise<Chain>
}

/**
 * Speaks to the deployment at `baseUrl`, for example `http://localhost:3000`.
 *
 * @param origin under which people reach it, where that is another
 */
export function createApi(baseUrl: string, origin = baseUrl): Api {
  const root = baseUrl.replace(/\/+$/, '')

  const call: Api['call'] = async (method, path, sent = {}) => {
    const headers: Record<string, string> = { accept: 'application/json' }
    if (sent.body !== undefined) headers['content-type'] = 'application/json'
    if (sent.token) headers.authorization = `Bearer ${sent.token}`
    const response = await fetch(`${root}${path}`, {
      method,
      headers,
      signal: AbortSignal.timeout(20_000),
      ...(sent.body === undefined ? {} : { body: JSON.stringify(sent.body) }),
    })
    const text = await response.text()
    return { status: response.status, body: text === '' ? undefined : JSON.parse(text) }
  }

  const get: Api['get'] = async (shape, method, path, sent) => {
    const { status, body } = await call(method, path, sent)
    if (status >= 300) throw new Error(`${method} ${path} answered ${status}: ${JSON.stringify(body)}`)
    return shape.parse(body)
  }

  return {
    baseUrl: root,
    origin: new URL(origin).origin,
    call,
    get,
    chain: () => get(chain, 'GET', '/api/chain'),
  }
}
