import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import pg from 'pg'
import { findCommand } from '#scripts/stack/pids.ts'
import {
  type Postgres,
  removeCluster,
  startPostgres,
  startThrowAwayPostgres,
} from '#scripts/stack/postgres.ts'
import { ClusterInUse } from '#scripts/stack/postgres-leftover.ts'
import { until } from '#test/setup/until.ts'

const module = fileURLToPath(new URL('../../../scripts/stack/postgres.ts', import.meta.url))

async function query(url: string, sql: string): Promise<readonly Record<string, unknown>[]> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

/** Another process that runs the cluster of `folder`; answers itself and the server's number. */
async function startElsewhere(folder: string) {
  const script = `
    import { startPostgres } from ${JSON.stringify(module)}
    const { pid } = await startPostgres({ folder: ${JSON.stringify(folder)} })
    console.log(pid)
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [server] = await once(createInterface({ input: child.stdout }), 'line')
  return { child, server: Number(server) }
}

async function killByForce(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL')
  await once(child, 'exit')
}

function listChildren(pid: number | undefined): readonly number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
  return children.trim().split(' ').map(Number)
}

describe('embedded PostgreSQL', () => {
  let folder: string
  let postgres: Postgres | undefined

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'usher-test-'))
  })
  afterEach(async () => {
    await postgres?.stop()
    postgres = undefined
  })
  after(() => removeCluster(folder))

  describe('given a folder', () => {
    it('is PostgreSQL 18 in UTF-8, whatever locales the machine has', async () => {
      postgres = await startPostgres({ folder })
      const [row] = await query(
        postgres.url,
        "SELECT current_setting('server_version_num') AS version, lower('ÄÖ') AS low",
      )
      expect(row?.version).to.match(/^18/)
      expect(row?.low).to.equal('äö')
    })

    it('keeps its data from one start to the next', async () => {
      postgres = await startPostgres({ folder })
      await query(postgres.url, 'CREATE TABLE kept (word text)')
      await query(postgres.url, "INSERT INTO kept VALUES ('still here')")
      await postgres.stop()
      postgres = await startPostgres({ folder })
      expect(await query(postgres.url, 'SELECT word FROM kept')).to.deep.equal([{ word: 'still here' }])
    })

    it('listens on the port it is given', async () => {
      const { port, stop } = await startPostgres({ folder })
      await stop()
      postgres = await startPostgres({ folder, port })
      expect(new URL(postgres.url).port).to.equal(String(port))
    })

    it('lets nobody in without the password', async () => {
      postgres = await startPostgres({ folder })
      const url = new URL(postgres.url)
      url.password = 'wrong'
      const error = await query(url.href, 'SELECT 1').then(
        () => undefined,
        (reason) => reason,
      )
      expect(error.code).to.equal('28P01')
    })
  })

  describe('when another process has the folder', () => {
    it('refuses, and leaves that one alone', async () => {
      const { child, server } = await startElsewhere(folder)
      const error = await startPostgres({ folder }).then(
        () => undefined,
        (reason) => reason,
      )
      expect(error).to.be.instanceOf(ClusterInUse)
      expect(error.message).to.include(String(child.pid))
      expect(findCommand(server)).to.include('postgres')
      child.kill('SIGKILL')
      await until('its server is gone', () => findCommand(server) === undefined)
    })
  })

  describe('when the one who ran it was killed by force', () => {
    it('ends by itself', async () => {
      const { child, server } = await startElsewhere(folder)
      child.kill('SIGKILL')
      await until('its server is gone', () => findCommand(server) === undefined)
    })

    it('is stopped by the next start when it has outlived even its guard', async () => {
      const { child, server } = await startElsewhere(folder)
      const guards = listChildren(child.pid).filter((pid) => findCommand(pid)?.startsWith('/bin/sh'))
      expect(guards).to.have.length(1)
      for (const pid of guards) process.kill(pid, 'SIGKILL')
      await killByForce(child)
      expect(findCommand(server)).to.include('postgres')
      postgres = await startPostgres({ folder })
      expect(findCommand(server)).to.equal(undefined)
      expect(await query(postgres.url, 'SELECT word FROM kept')).to.have.length(1)
    })

    it('starts again when the server was killed as well', async () => {
      const { child, server } = await startElsewhere(folder)
      process.kill(server, 'SIGKILL')
      await killByForce(child)
      postgres = await startPostgres({ folder })
      expect(await query(postgres.url, 'SELECT word FROM kept')).to.have.length(1)
    })
  })

  describe('for one run', () => {
    it('leaves nothing behind', async () => {
      const { url, pid, stop } = await startThrowAwayPostgres()
      const [row] = await query(url, "SELECT current_setting('data_directory') AS data")
      expect(existsSync(String(row?.data))).to.equal(true)
      await stop()
      expect(existsSync(String(row?.data))).to.equal(false)
      expect(findCommand(pid)).to.equal(undefined)
    })
  })
})
