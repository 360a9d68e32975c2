import { z } from 'zod'
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi'
import { problem, problemStatus } from '#core/api/problem.ts'
import type { Route } from './http/route.ts'

/** The OpenAPI 3.1 document of these routes, from the schemas that they parse with. */
export function createOpenApi(routes: readonly Route[], origin: string) {
  const paths: ZodOpenApiPathsObject = {}
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: describeRoute(route) }
  }
  return createDocument({
    openapi: '3.1.1',
    info: {
      title: 'Usher',
      version: '1.0.0',
      description:
        'NFT ticketing that works at the door. JSON in UTF-8; token ids and amounts are decimal strings; times are ' +
        'RFC 3339 in UTC with milliseconds, except those that a wallet has signed (Unix seconds); addresses ' +
        'in any case, answered in lower case; `eventId` is `<chainId>:<contract>`. Errors are problems (RFC 9457) ' +
        'with a stable `code`.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: origin }],
    paths,
    components: {
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
        cookie: { type: 'apiKey', in: 'cookie', name: '__Host-usher-access' },
      },
    },
  })
}

function describeRoute(route: Route): ZodOpenApiOperationObject {
  const answers = Object.entries(route.answers).map(([status, { description, schema, contentType }]) => [
    status,
    {
      description,
      ...(schema && { content: { [contentType ?? 'application/json']: { schema } } }),
    },
  ])
  return {
    summary: route.summary,
    operationId: operationIdOf(route),
    tags: [route.path.split('/')[2] ?? ''],
    ...(route.access !== 'anyone' && {
      security: [{ bearer: [] }, { cookie: [] }, ...(route.access === 'known' ? [{}] : [])],
    }),
    requestParams: {
      ...(route.params instanceof z.ZodObject && { path: route.params }),
      ...(route.query instanceof z.ZodObject && { query: route.query }),
    },
    ...(route.body && {
      requestBody: {
        required: !route.body.safeParse(undefined).success,
        content: { 'application/json': { schema: route.body } },
      },
    }),
    responses: { ...Object.fromEntries(answers), ...describeProblems(route) },
  }
}

/** One response per status, naming the codes that come with it. */
function describeProblems({ problems, statuses }: Route): ZodOpenApiOperationObject['responses'] {
  const byStatus = Map.groupBy(problems, (code) => statuses?.[code] ?? problemStatus[code])
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [
      String(status),
      {
        description: codes.map((code) => `\`${code}\``).join(' or '),
        content: { 'application/problem+json': { schema: problem } },
      },
    ]),
  )
}

/** `POST /api/events/{eventId}/pass-keys` → `postEventsEventIdPassKeys`: stable as long as the path is. */
function operationIdOf({ method, path }: Route): string {
  const words = path.slice('/api/'.length).match(/[A-Za-z0-9]+/g) ?? []
  return method.toLowerCase() + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')
}
