import { z } from 'zod'
import { chain } from '#core/api/chain.ts'
import { health } from '#core/api/health.ts'
import { rpcRequest, rpcResponse } from '#core/api/rpc.ts'
import { ProblemError } from '#server/http/problem.ts'
import { defineRoute, json } from '#server/http/route.ts'

export const getHealth = defineRoute({
  method: 'GET',
  path: '/api/health',
  summary: 'Whether this deployment can do its work',
  access: 'anyone',
  answers: {
    200: { description: 'It can, perhaps with a part missing', schema: health },
    503: { description: 'Database or mirror is unusable', schema: health },
  },
  problems: [],
  handle: async (_, { findHealth }) => {
    const found = await findHealth()
    return json(found, found.status === 'unavailable' ? 503 : 200)
  },
})

export const getChain = defineRoute({
  method: 'GET',
  path: '/api/chain',
  summary: 'Which chain this deployment follows, and where events are created',
  access: 'anyone',
  answers: { 200: { description: 'Fixed for the life of the deployment', schema: chain } },
  problems: [],
  handle: async (_, services) => json(services.chain),
})

export const postRpc = defineRoute({
  method: 'POST',
  path: '/api/rpc',
  summary: 'JSON-RPC for pages: one call, to the factory, its events and what their currencies need',
  access: 'anyone',
  body: rpcRequest,
  bodyLimit: 320 * 1024,
  answers: { 200: { description: 'What the node said', schema: rpcResponse } },
  problems: ['bad_request', 'forbidden', 'rate_limited', 'unavailable'],
  handle: async ({ body, connection }, { rateLimits, forwardRpc }) => {
    await rateLimits.countAnonymous(connection.remoteAddress)
    return json(await forwardRpc(body))
  },
})

/** Neither through a proxy nor from another machine: those who may watch run a collector on this one. */
export const getMetrics = defineRoute({
  method: 'GET',
  path: '/api/metrics',
  summary: 'Prometheus metrics, for this machine alone',
  access: 'anyone',
  answers: { 200: { description: 'Text', schema: z.string(), contentType: 'text/plain' } },
  problems: ['forbidden'],
  handle: async ({ request, connection }, { metrics }) => {
    const isForwarded = request.headers.has('x-forwarded-for') || request.headers.has('forwarded')
    if (isForwarded || !/^(127\.|::1$|::ffff:127\.)/.test(connection.remoteAddress)) {
      throw new ProblemError('forbidden', 'Metrics are for this machine alone.')
    }
    return new Response(await metrics.render(), { headers: { 'content-type': metrics.contentType } })
  },
})
