import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { expect } from 'chai'
import { takeWriterLock, type WriterLock } from '#indexer/writer-lock.ts'
import { createDatabase, type TestDatabase } from '#test/setup/database.ts'

const CHAIN = 31_337

describe('the right to write the mirror of a chain', function () {
  this.timeout(120_000)

  let database: TestDatabase
  const held: WriterLock[] = []

  before(async () => {
    database = await createDatabase()
  })
  afterEach(async () => {
    await Promise.all(held.splice(0).map((lock) => lock.release()))
  })
  after(() => database.drop())

  /** Asks for it, and tells when it had to wait. */
  const ask = (signal = new AbortController().signal, chainId = CHAIN) => {
    const waits = Promise.withResolvers<void>()
    const lock = takeWriterLock(database.indexerUrl, chainId, { onOther: waits.resolve, signal })
    return { waits: waits.promise, lock }
  }
  const get = async (chainId = CHAIN): Promise<WriterLock> => {
    const lock = (await ask(undefined, chainId).lock) ?? expect.fail('the right was not given')
    held.push(lock)
    return lock
  }

  it('is given at once when nobody has it, for each chain by itself', async () => {
    await get()
    await get(CHAIN + 1)
  })

  it('goes to who waits for it when its holder lets it go', async () => {
    const first = await get()
    const second = ask()
    await second.waits
    held.splice(held.indexOf(first), 1)
    await first.release()
    held.push((await second.lock) ?? expect.fail('the right was not given'))
  })

  it('is not given to who has stopped waiting', async () => {
    await get()
    const stop = new AbortController()
    const second = ask(stop.signal)
    await second.waits
    stop.abort()
    expect(await second.lock).to.equal(undefined)
  })

  it('ends the wait of who stops while Postgres does not answer yet', async () => {
    const { promise: isHere, resolve: come } = Promise.withResolvers<Socket>()
    const server = createServer(come).listen(0, '127.0.0.1')
    try {
      await once(server, 'listening')
      const { port } = server.address() as AddressInfo
      const stopping = new AbortController()
      const lock = takeWriterLock(`postgres://nobody@127.0.0.1:${port}/none`, CHAIN, {
        onOther: () => undefined,
        signal: stopping.signal,
      })
      const socket = await isHere
      stopping.abort()
      socket.destroy()
      expect(await lock).to.equal(undefined)
    } finally {
      server.close()
    }
  })
})
