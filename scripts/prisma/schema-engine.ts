#!/usr/bin/env node
/**
 * Prisma's schema engine without its download: the CLI runs this file (see prisma.config.ts) where it would run a
 * native binary, and we answer with the same engine built as WebAssembly, over Postgres through `pg`.
 *
 * Called as `… --datasource JSON cli can-connect-to-database|create-database` it tries and exits; otherwise it
 * answers line-delimited JSON-RPC on stdin and stdout until stdin ends.
 */
import { readFileSync, writeSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import { __wbg_set_wasm, type SchemaEngine } from '@prisma/schema-engine-wasm/schema_engine_bg'
import pg from 'pg'
import { MigrationAdapter } from './migration-adapter.ts'

type Request = { readonly id?: number; readonly method?: string; readonly params?: unknown }
type Method = (params: unknown) => Promise<unknown>

/** RPC names that differ from the engine's method names. */
const RENAMED: Readonly<Record<string, string>> = { getDatabaseVersion: 'version' }

const { values, positionals } = parseArgs({
  options: {
    datasource: { type: 'string' },
    datamodels: { type: 'string', multiple: true },
    'enabled-preview-features': { type: 'string' },
    'extension-types': { type: 'string' },
  },
  allowPositionals: true,
})
// `migrate diff` names no datasource, yet the engine asks a database for its version.
const url: string = JSON.parse(values.datasource ?? '{}').url ?? process.env.DATABASE_URL ?? ''

if (positionals[0] === 'cli') await runCommand(positionals[1] ?? '')
else await answerRequests()

async function runCommand(command: string): Promise<void> {
  try {
    if (command === 'can-connect-to-database') await query(url, 'SELECT 1')
    else if (command === 'create-database') await createDatabase()
    else throw new Error(`Unknown command ${command}`)
  } catch (error) {
    logError({ message: describe(error), error_code: prismaCode(error), is_panic: false })
    process.exitCode = 1
  }
}

async function answerRequests(): Promise<void> {
  const engine = await loadEngine()
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    const { id, method, params } = JSON.parse(line) as Request
    // The CLI's acknowledgement of a `print` has no method.
    if (method === undefined) continue
    const answer = await call(engine, method, params).then(
      (result) => ({ result: result ?? null }),
      (error) => ({ error: toRpcError(error) }),
    )
    if ('result' in answer && method === 'diff') print((answer.result as { stdout?: string | null }).stdout)
    send({ id, ...answer })
  }
  process.exit()
}

/** The native engine asks the CLI to print a diff; the WebAssembly one returns it. */
function print(content: string | null | undefined): void {
  if (content != null) send({ id: -1, method: 'print', params: { content } })
}

function send(message: object): void {
  process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`)
}

async function call(engine: SchemaEngine, method: string, params: unknown): Promise<unknown> {
  const name = RENAMED[method] ?? method
  const implementation = (engine as unknown as Record<string, Method | undefined>)[name]
  if (!implementation) throw new Error(`The schema engine has no method ${method}`)
  return implementation.call(engine, params)
}

async function loadEngine(): Promise<SchemaEngine> {
  const { resolve } = createRequire(import.meta.url)
  const glue = await import('@prisma/schema-engine-wasm/schema_engine_bg')
  const wasm = readFileSync(resolve('@prisma/schema-engine-wasm/schema_engine_bg').replace(/\.js$/, '.wasm'))
  const { instance } = await WebAssembly.instantiate(wasm, {
    './schema_engine_bg.js': glue as unknown as WebAssembly.ModuleImports,
  })
  // Where a panic of the engine leaves its words; without it the panic itself dies of a TypeError.
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: { set_message: dieOfPanic } })
  __wbg_set_wasm(instance.exports)
  const start = instance.exports.__wbindgen_start
  if (typeof start === 'function') start()
  const datamodels = values.datamodels?.map((path): [string, string] => [path, readFileSync(path, 'utf8')])
  const adapter = bindMigrationAwareSqlAdapterFactory(new MigrationAdapter({ connectionString: url }))
  return glue.SchemaEngine.new({ datamodels }, () => {}, adapter)
}

/** Exit code 101 is how the CLI knows a panic of the native engine. */
function dieOfPanic(message: string): never {
  logError({ message, is_panic: true })
  process.exit(101)
}

/** The CLI skips the first line of what a command writes and takes the rest as the engine's log. */
function logError(fields: object): void {
  writeSync(2, `\n${JSON.stringify({ level: 'ERROR', target: 'schema_engine::logger', fields })}\n`)
}

async function createDatabase(): Promise<void> {
  const target = new URL(url)
  const name = decodeURIComponent(target.pathname.slice(1))
  target.pathname = '/postgres'
  await query(target.href, `CREATE DATABASE ${pg.escapeIdentifier(name)}`)
}

async function query(connectionString: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 10_000 })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}

function toRpcError(error: unknown): unknown {
  const details = error as { code?: string; meta?: unknown }
  return {
    code: 4466,
    message: 'An error happened. Check the data field for details.',
    data: {
      is_panic: false,
      message: describe(error),
      meta: details.meta ?? null,
      error_code: details.code ?? null,
    },
  }
}

/** Postgres' codes in Prisma's words: the CLI creates the database on P1003 and explains the others. */
function prismaCode(error: unknown): string {
  const code = (error as { code?: string }).code
  if (code === '3D000') return 'P1003'
  if (code === '28P01' || code === '28000') return 'P1000'
  return 'P1001'
}

function describe(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(describe).join('; ')
  return error instanceof Error ? error.message : String(error)
}
