import { fileURLToPath } from 'node:url'
import { defineConfig } from 'prisma/config'

// Prisma would download its schema engine; ours is the same engine from npm, as WebAssembly.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= fileURLToPath(
  new URL('scripts/prisma/schema-engine.ts', import.meta.url),
)

const { DATABASE_URL } = process.env

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  ...(DATABASE_URL === undefined ? {} : { datasource: { url: DATABASE_URL } }),
})
