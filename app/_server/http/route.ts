import type { z } from 'zod'
import type { ProblemCode } from '#core/api/problem.ts'
import type { Services } from '../services.ts'
import type { Caller } from '../session/caller.ts'
import { toResponse } from './at-hand.ts'

/** What a route answers with one status, for the OpenAPI document. */
export type Answer = {
  readonly description: string
  readonly schema?: z.ZodType
  /** `application/json` unless said otherwise */
  readonly contentType?: string
}

/** Where a request's bytes came from. */
export type Connection = { readonly remoteAddress: string }

/** A request that was parsed by the route's own schemas. */
export type Input<Params, Query, Body, Who> = {
  readonly params: Params
  readonly query: Query
  readonly body: Body
  readonly caller: Who
  readonly request: Request
  readonly connection: Connection
}

type Access = 'anyone' | 'known' | 'signed-in'
type WhoOf<A extends Access> = A extends 'signed-in'
  ? Caller
  : A extends 'known'
    ? Caller | undefined
    : undefined
type Parsed<S> = S extends z.ZodType ? z.output<S> : undefined

type Description = {
  readonly method: 'GET' | 'POST' | 'DELETE'
  /** with `{names}` of the parameters */
  readonly path: `/api/${string}`
  readonly summary: string
  readonly answers: Readonly<Record<number, Answer>>
  readonly problems: readonly ProblemCode[]
  /** where a code has another status here than usual */
  readonly statuses?: Readonly<Partial<Record<ProblemCode, number>>>
  /** in bytes */
  readonly bodyLimit?: number
}

/** One method of one path: its shapes, for parsing and for the OpenAPI document alike, and what answers it. */
export type Route = Description & {
  /** `known`: a caller's session is read when there is one; `signed-in`: it is needed */
  readonly access: Access
  readonly params?: z.ZodType
  readonly query?: z.ZodType
  readonly body?: z.ZodType
  readonly handle: (
    input: Input<unknown, unknown, unknown, Caller | undefined>,
    services: Services,
  ) => Promise<Response>
}

type TypedRoute<A extends Access, P, Q, B> = Description & {
  readonly access: A
  readonly params?: P
  readonly query?: Q
  readonly body?: B
  readonly handle: (
    input: Input<Parsed<P>, Parsed<Q>, Parsed<B>, WhoOf<A>>,
    services: Services,
  ) => Promise<Response>
}

/**
 * Types a route by its own schemas.
 *
 * The router parses with exactly these schemas before it calls `handle`, which is what makes the narrowing sound.
 */
export function defineRoute<
  A extends Access,
  P extends z.ZodType | undefined = undefined,
  Q extends z.ZodType | undefined = undefined,
  B extends z.ZodType | undefined = undefined,
>(route: TypedRoute<A, P, Q, B>): Route {
  return route as unknown as Route
}

/** A JSON answer that no cache keeps. */
export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return toResponse(JSON.stringify(body), {
    status,
    headers: { 'cache-control': 'no-store', ...headers, 'content-type': 'application/json; charset=utf-8' },
  })
}

export function noContent(headers: HeadersInit = {}): Response {
  return new Response(null, { status: 204, headers })
}
