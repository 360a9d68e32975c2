import { z } from 'zod'
import { docsPolicy, renderDocs } from '#server/docs-page.ts'
import { defineRoute, json, type Route } from '#server/http/route.ts'
import { createOpenApi } from '#server/openapi.ts'

/** The two routes that describe the others and themselves. The document is made when somebody first asks for it. */
export function createDocumentRoutes(described: readonly Route[]): readonly Route[] {
  let made: ReturnType<typeof createOpenApi> | undefined
  const getDocument = (origin: string) => {
    made ??= createOpenApi([...described, ...own], origin)
    return made
  }
  const own: readonly Route[] = [
    defineRoute({
      method: 'GET',
      path: '/api/openapi.json',
      summary: 'This interface as OpenAPI 3.1',
      access: 'anyone',
      answers: { 200: { description: 'The document', schema: z.looseObject({ openapi: z.string() }) } },
      problems: [],
      handle: async (_, { origin }) => json(getDocument(origin)),
    }),
    defineRoute({
      method: 'GET',
      path: '/api/docs',
      summary: 'This interface as a page to read',
      access: 'anyone',
      answers: { 200: { description: 'A page', schema: z.string(), contentType: 'text/html' } },
      problems: [],
      handle: async (_, { origin }) =>
        new Response(renderDocs(getDocument(origin)), {
          headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': docsPolicy },
        }),
    }),
  ]
  return own
}
