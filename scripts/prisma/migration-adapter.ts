import { PrismaPg } from '@prisma/adapter-pg'
import { DriverAdapterError } from '@prisma/driver-adapter-utils'
import pg from 'pg'

type Adapter = Awaited<ReturnType<PrismaPg['connect']>>

/**
 * Prisma's adapter over `pg`, made fit for migrations: its own `executeScript` cuts the script at every semicolon,
 * those inside strings, comments and function bodies too. Here Postgres gets the script whole, in one simple query,
 * so it also takes effect whole or not at all.
 */
export class MigrationAdapter extends PrismaPg {
  override async connect(): Promise<Adapter> {
    return runScriptsWhole(await super.connect())
  }

  override async connectToShadowDb(): Promise<Adapter> {
    return runScriptsWhole(await super.connectToShadowDb())
  }
}

function runScriptsWhole(adapter: Adapter): Adapter {
  return Object.assign(adapter, {
    executeScript: async (script: string): Promise<void> => {
      await adapter.underlyingDriver().query(script).catch(rethrow)
    },
  })
}

function rethrow(error: unknown): never {
  if (!(error instanceof pg.DatabaseError)) throw error
  throw new DriverAdapterError({
    kind: 'postgres',
    code: error.code ?? 'N/A',
    severity: error.severity ?? 'N/A',
    message: error.message,
    detail: error.detail,
    column: error.column,
    hint: error.hint,
  })
}
