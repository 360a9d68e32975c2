import { Prisma } from '#prisma/generated/client.ts'

/** The primary key or a unique index has refused the statement. */
export function isUniqueViolation(error: unknown): boolean {
  return sqlStateOf(error) === '23505'
}

/** One of the guards of the registry has refused the statement. */
export function isRefusedByGuard(error: unknown): boolean {
  return sqlStateOf(error) === '55000'
}

/** PostgreSQL's code of what went wrong in a raw statement; undefined if it was not PostgreSQL that refused. */
function sqlStateOf(error: unknown): string | undefined {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return undefined
  const adapter = error.meta?.driverAdapterError as { cause?: { originalCode?: string } } | undefined
  return adapter?.cause?.originalCode
}
