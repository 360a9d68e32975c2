import { findFreePort } from '#scripts/stack/ports.ts'
import { type Part, startProcess } from '#scripts/stack/process.ts'
import { findRedisServer } from './tools.ts'

/** A Redis of one test file; stop it in `after`. Call from a `before` hook: without a redis-server the suite is skipped. */
export async function startTestRedis(context: Mocha.Context): Promise<Part & { readonly url: string }> {
  const command = findRedisServer(context)
  const port = await findFreePort()
  const part = await startProcess({
    name: 'redis',
    command,
    args: [
      '--bind',
      '127.0.0.1',
      '--port',
      String(port),
      '--save',
      '',
      '--appendonly',
      'no',
      '--daemonize',
      'no',
    ],
    cwd: '/',
    ready: { line: /Ready to accept connections/, withinSeconds: 20 },
  })
  return { ...part, url: `redis://127.0.0.1:${port}` }
}
