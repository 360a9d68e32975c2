import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'

/** The record that a process of its own logs, as it stands on its stdout. */
function log(record: object): string {
  const logger = fileURLToPath(new URL('../../runtime/logger.ts', import.meta.url))
  const script = `
    import { createLogger } from ${JSON.stringify(logger)}
    createLogger({ name: 'test', level: 'info' }).info(${JSON.stringify(record)}, 'said')`
  return spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' }).stdout
}

describe('log', () => {
  it('is one JSON object per line, named after its process', () => {
    expect(JSON.parse(log({ block: 7 }))).to.include({ name: 'test', block: 7, msg: 'said' })
  })

  it('hides secrets at every depth that our records have', () => {
    const line = log({
      authorization: 'Bearer leak',
      request: { headers: { authorization: 'Bearer leak', cookie: 'leak', 'set-cookie': 'leak' } },
      session: { accessToken: 'leak', refreshToken: 'leak' },
      database: { password: 'leak' },
      account: { privateKey: 'leak' },
    })
    expect(line).to.include('said').and.not.include('leak')
  })
})
