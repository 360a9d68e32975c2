import { once } from 'node:events'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect } from 'chai'
import { sendResponse } from '#server/http/node.ts'
import { until } from '../../setup/until.ts'

describe('sendResponse', () => {
  it('ends a stream whose reader has gone before there was an answer', async () => {
    const { promise: isHere, resolve: come } = Promise.withResolvers<void>()
    let hasEnded = false
    const server = createServer(async (_incoming, outgoing) => {
      come()
      await once(outgoing, 'close')
      const endless = new ReadableStream({
        pull: (stream) => stream.enqueue(new Uint8Array(1)),
        cancel: () => {
          hasEnded = true
        },
      })
      await sendResponse(new Response(endless), outgoing)
    }).listen(0, '127.0.0.1')
    try {
      await once(server, 'listening')
      const asking = request({ port: (server.address() as AddressInfo).port, host: '127.0.0.1' })
      asking.on('error', () => undefined)
      asking.end()
      await isHere
      asking.destroy()
      await until('the stream to end', () => hasEnded, 30)
      expect(hasEnded).to.equal(true)
    } finally {
      server.closeAllConnections()
      server.close()
    }
  })
})
