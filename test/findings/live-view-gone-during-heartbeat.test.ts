import { mock } from 'node:test'
import { expect } from 'chai'
import type { Role } from '#core/api/auth.ts'
import type { Services } from '#server/services.ts'
import { getLive } from '../../app/api/_routes/live.ts'

/** The services that the live view asks, with a role that the test answers when it likes. */
function liveServices() {
  const role = { answer: (_: Role | undefined) => {}, refuse: (_: Error) => {} }
  let isFirst = true
  const services = {
    findRole: () => {
      if (isFirst) {
        isFirst = false
        return Promise.resolve('steward')
      }
      const asked = Promise.withResolvers<Role | undefined>()
      role.answer = asked.resolve
      role.refuse = asked.reject
      return asked.promise
    },
    followCounts: () => () => {},
    stopping: new AbortController().signal,
  } as unknown as Services
  return { services, role }
}

/** A live view that somebody has opened and whose heartbeat is just asking for his role. */
async function openDuringHeartbeat() {
  const { services, role } = liveServices()
  const input = {
    params: { eventId: `31337:0x${'5f'.repeat(20)}` },
    query: undefined,
    body: undefined,
    caller: { address: `0x${'aa'.repeat(20)}`, sessionId: '', deviceId: '', signedInAt: new Date() } as const,
    request: new Request('http://localhost/api'),
    connection: { remoteAddress: '127.0.0.1' },
  }
  const { body } = await getLive.handle(input, services)
  if (!body) throw new Error('The live view answered no stream')
  mock.timers.tick(15_000)
  return { reader: body.getReader(), role }
}

/** Everything that was thrown where nobody catches it, which ends a server's process. */
async function uncaughtDuring(act: () => Promise<void>): Promise<unknown[]> {
  const uncaught: unknown[] = []
  const others = process.listeners('unhandledRejection')
  process.removeAllListeners('unhandledRejection')
  process.on('unhandledRejection', (error) => uncaught.push(error))
  try {
    await act()
    await new Promise((resolve) => setImmediate(resolve))
  } finally {
    process.removeAllListeners('unhandledRejection')
    for (const other of others) process.on('unhandledRejection', other)
  }
  return uncaught
}

/** A watcher who closed the page while the heartbeat read his role brought the whole web process down. */
describe('live view whose watcher goes while the heartbeat asks for his role', () => {
  beforeEach(() => mock.timers.enable({ apis: ['setInterval'] }))
  afterEach(() => mock.timers.reset())

  it('ends quietly when he still has the role', async () => {
    const uncaught = await uncaughtDuring(async () => {
      const { reader, role } = await openDuringHeartbeat()
      await reader.cancel()
      role.answer('steward')
    })
    expect(uncaught).to.deep.equal([])
  })

  it('ends quietly when he has lost it, or the database is away', async () => {
    const uncaught = await uncaughtDuring(async () => {
      const { reader, role } = await openDuringHeartbeat()
      await reader.cancel()
      role.refuse(new Error('no connection'))
    })
    expect(uncaught).to.deep.equal([])
  })

  it('ends the stream of one who stays and has lost the role', async () => {
    const { reader, role } = await openDuringHeartbeat()
    role.answer(undefined)
    expect(await reader.read()).to.include({ done: true })
  })
})
