import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { createInterface } from 'node:readline'
import { expect } from 'chai'
import { claimPort, findFreePort, PortTaken, preferPort } from '#scripts/stack/ports.ts'

/** A process of its own that listens on `host`, under a name that can be found in its command line. */
async function listenElsewhere(host: string) {
  const script = `/* somebody */ const s = require('net').createServer().listen(0, '${host}', () => console.log(s.address().port))`
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [port] = await once(createInterface({ input: child.stdout }), 'line')
  return { child, port: Number(port) }
}

describe('port', () => {
  describe('when another process listens on it', () => {
    for (const host of ['127.0.0.1', '0.0.0.0', '::1']) {
      it(`is refused, naming the process and its command (${host})`, async () => {
        const { child, port } = await listenElsewhere(host)
        try {
          const error = await claimPort('127.0.0.1', port).then(
            () => undefined,
            (reason) => reason,
          )
          expect(error).to.be.instanceOf(PortTaken)
          expect(error.message)
            .to.include(`Port ${port} is taken by process ${child.pid}`)
            .and.include('somebody')
        } finally {
          child.kill()
        }
      })
    }

    it('gives way to another when it was only preferred', async () => {
      const server = createServer()
      const port = await findFreePort()
      await once(server.listen(port, '127.0.0.1'), 'listening')
      expect(await preferPort(port)).to.not.equal(port)
      server.close()
    })
  })

  describe('when it is free', () => {
    it('is ours', async () => {
      const port = await findFreePort()
      await claimPort('127.0.0.1', port)
      expect(await preferPort(port)).to.equal(port)
    })
  })

  describe('when its interface is not on this machine', () => {
    it('is refused, saying which variables to change', async () => {
      const error = await claimPort('192.0.2.1', 3000).then(
        () => undefined,
        (reason) => reason,
      )
      expect(error.message).to.include('192.0.2.1:3000').and.include('HOST')
    })
  })
})
