import { sqlStateOf } from '#prisma/client.ts'

/** The primary key or a unique index has refused the statement. */
export function isUniqueViolation(error: unknown): boolean {
  return sqlStateOf(error) === '23505'
}

/** One of the guards of the registry has refused the statement. */
export function isRefusedByGuard(error: unknown): boolean {
  return sqlStateOf(error) === '55000'
}
