import { PrismaPg } from '@prisma/adapter-pg'
import { PrismaClient } from './generated/client.ts'

/** Typed access to the schemas `mirror` and `registry`; what it may do is what the role in its URL may do. */
export type Database = PrismaClient

/** A pool of connections to Postgres; one per process. Nothing connects before the first query. */
export function createDatabase(url: string): Database {
  return new PrismaClient({
    adapter: new PrismaPg({ connectionString: url, connectionTimeoutMillis: 5_000 }),
  })
}
