import { createHash } from 'node:crypto'
import { problemCodes, problemStatus } from '#core/api/problem.ts'
import type { createOpenApi } from './openapi.ts'

type Document = ReturnType<typeof createOpenApi>
type Json = { readonly [name: string]: unknown }

const style = `
:root { color-scheme: light dark; --line: light-dark(#d8d5cf, #363a4a); --soft: light-dark(#f3f1ec, #1a1d28) }
body { font: 1rem/1.55 system-ui, sans-serif; max-width: 56rem; margin: 0 auto; padding: 1.5rem }
h1 { font-size: 1.75rem } h2 { margin-top: 3rem } h3 { margin: 2rem 0 .25rem; font-size: 1.05rem }
code, pre { font: .875rem/1.5 ui-monospace, monospace } pre { background: var(--soft); padding: .75rem; overflow: auto }
summary { cursor: pointer } table { border-collapse: collapse; width: 100% }
th, td { text-align: left; vertical-align: top; padding: .375rem .75rem .375rem 0; border-bottom: 1px solid var(--line) }
nav ul { columns: 2; list-style: none; padding: 0 } @media (max-width: 40rem) { nav ul { columns: 1 } }
`

/** The document as one page to read: no script, nothing loaded from anywhere. */
export function renderDocs(document: Document): string {
  const operations = Object.entries(document.paths ?? {}).flatMap(([path, methods]) =>
    Object.entries(methods as Json).map(([method, operation]) => ({
      name: `${method.toUpperCase()} ${path}`,
      operation: operation as Json,
    })),
  )
  const schemas = Object.entries((document.components?.schemas ?? {}) as Json)
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Usher: the HTTP interface</title><style>${style}</style></head><body><main>
<h1>Usher: the HTTP interface</h1>
<p>${inline(document.info.description ?? '')} The same as a document for programs:
<a href="/api/openapi.json">openapi.json</a>.</p>
<nav aria-label="Routes"><ul>${operations
    .map(
      ({ name, operation }) =>
        `<li><a href="#${operation.operationId}"><code>${escapeHtml(name)}</code></a></li>`,
    )
    .join('')}</ul></nav>
<h2>Routes</h2>${operations.map(({ name, operation }) => renderOperation(name, operation)).join('')}
<h2>Problems</h2><table><thead><tr><th>Code<th>Status</thead><tbody>${problemCodes
    .map((code) => `<tr id="${code}"><td><code>${code}</code><td>${problemStatus[code]}`)
    .join('')}</tbody></table>
<h2>Shapes</h2>${schemas
    .map(
      ([name, schema]) =>
        `<h3 id="shape-${escapeHtml(name)}">${escapeHtml(name)}</h3>${renderSchema(schema)}`,
    )
    .join('')}
</main></body></html>`
}

/** Lets the page’s own style in and nothing else. */
export const docsPolicy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`

function renderOperation(name: string, operation: Json): string {
  const parameters = (operation.parameters ?? []) as readonly Json[]
  const request = (operation.requestBody as Json | undefined)?.content as Json | undefined
  const responses = Object.entries(operation.responses as Json) as [string, Json][]
  return `<section><h3 id="${operation.operationId}"><code>${escapeHtml(name)}</code></h3>
<p>${inline(String(operation.summary))}${operation.security ? ' <em>Signed in.</em>' : ''}</p>
${
  parameters.length > 0
    ? `<table><tbody>${parameters
        .map((each) => {
          const { description } = (each.schema ?? {}) as Json
          return `<tr><td><code>${escapeHtml(String(each.name))}</code><td>${escapeHtml(String(each.in))}<td>${inline(String(each.description ?? description ?? ''))}`
        })
        .join('')}</tbody></table>`
    : ''
}
${request ? `<p>Body</p>${renderContent(request)}` : ''}
<table><tbody>${responses
    .map(
      ([status, { description, content }]) =>
        `<tr><td>${status}<td>${inline(String(description))}<td>${content && Number(status) < 300 ? renderContent(content as Json) : ''}`,
    )
    .join('')}</tbody></table></section>`
}

function renderContent(content: Json): string {
  return Object.entries(content)
    .map(([type, media]) => {
      const { schema } = media as Json
      const { $ref } = (schema ?? {}) as Json
      const name = typeof $ref === 'string' ? ($ref.split('/').at(-1) ?? '') : undefined
      return name
        ? `<a href="#shape-${escapeHtml(name)}"><code>${escapeHtml(name)}</code></a>`
        : `<code>${escapeHtml(type)}</code>${schema ? renderSchema(schema) : ''}`
    })
    .join(' ')
}

function renderSchema(schema: unknown): string {
  return `<details><summary>Schema</summary><pre>${escapeHtml(JSON.stringify(schema, null, 2))}</pre></details>`
}

function inline(text: string): string {
  return escapeHtml(text).replace(/`([^`]+)`/g, '<code>$1</code>')
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
