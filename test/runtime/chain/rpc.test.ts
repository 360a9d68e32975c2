import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect } from 'chai'
import { ChainUnavailableError, createRpc, type Rpc } from '#runtime/chain/rpc.ts'

type Call = { readonly id: number; readonly method: string }
/** What the node makes of a request with these calls: an HTTP body, and perhaps a status. */
type Node = (calls: readonly Call[]) => unknown

const echo = ({ id, method }: Call) => ({ jsonrpc: '2.0', id, result: method })
const refuse = ({ id }: Call) => ({ id, error: { code: -32_600, message: 'batch too large' } })

describe('a JSON-RPC client', () => {
  let server: Server
  let node: Node = (calls) => calls.map(echo)
  let rpc: Rpc
  /** How many calls each request had. */
  let sizes: number[] = []

  before(async () => {
    server = createServer(async (request, response) => {
      let text = ''
      for await (const part of request.setEncoding('utf8')) text += part
      const body = JSON.parse(text) as Call | readonly Call[]
      const calls = 'method' in body ? [body] : body
      sizes.push(calls.length)
      const answer = node(calls)
      response.end(JSON.stringify('method' in body && Array.isArray(answer) ? answer[0] : answer))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  })
  beforeEach(() => {
    sizes = []
    const { port } = server.address() as AddressInfo
    rpc = createRpc(`http://127.0.0.1:${port}`, { timeoutMs: 30_000 })
  })
  after(() => {
    server.closeAllConnections()
    server.close()
  })

  const askMany = (count: number) =>
    Promise.all(Array.from({ length: count }, (_, index) => rpc.request(`method ${index}`, [])))
  const expected = (count: number) => Array.from({ length: count }, (_, index) => `method ${index}`)

  it('sends calls of one moment together, and answers each with its own', async () => {
    node = (calls) => calls.map(echo)
    expect(await askMany(30)).to.deep.equal(expected(30))
    expect(sizes).to.deep.equal([30])
  })

  it('is not confused by answers out of order, twice, or to nobody', async () => {
    node = (calls) => [{ id: 99, result: 'stray' }, null, ...calls.map(echo).reverse(), ...calls.map(echo)]
    expect(await askMany(5)).to.deep.equal(expected(5))
  })

  it('halves what is too large until it fits, and remembers', async () => {
    node = (calls) => (calls.length > 7 ? calls.map(refuse) : calls.map(echo))
    expect(await askMany(50)).to.deep.equal(expected(50))
    sizes = []
    expect(await askMany(12)).to.deep.equal(expected(12))
    expect(Math.max(...sizes)).to.be.at.most(7)
  })

  it('takes one error without an id for an answer to the whole request', async () => {
    node = (calls) =>
      calls.length > 3
        ? { id: null, error: { code: -32_000, message: 'no batches of that size' } }
        : calls.map(echo)
    expect(await askMany(10)).to.deep.equal(expected(10))
  })

  it('throws what the node says to a call that stands alone', async () => {
    node = (calls) => calls.map(refuse)
    const error = await rpc.request('eth_chainId', []).catch((error: unknown) => error)
    expect(error).to.be.instanceOf(ChainUnavailableError)
    expect(error).to.include({ refusal: 'too_large', rpcCode: -32_600 })
  })

  it('lets one call fail and the others succeed', async () => {
    node = (calls) =>
      calls.map((call) =>
        call.method === 'method 1' ? { ...refuse(call), error: { code: -32_601 } } : echo(call),
      )
    const settled = await Promise.allSettled([0, 1, 2].map((index) => rpc.request(`method ${index}`, [])))
    expect(settled.map(({ status }) => status)).to.deep.equal(['fulfilled', 'rejected', 'fulfilled'])
  })

  const garbage: Record<string, Node> = {
    'no answer to it': () => [],
    'an answer without a result': (calls) => calls.map(({ id }) => ({ id })),
    'something that is no object': () => 'nonsense',
    nothing: () => null,
  }
  for (const [what, answer] of Object.entries(garbage)) {
    it(`takes ${what} for no answer`, async () => {
      node = answer
      const error = await rpc.request('eth_chainId', []).catch((error: unknown) => error)
      expect(error).to.be.instanceOf(ChainUnavailableError).and.to.include({ refusal: 'garbled' })
    })
  }
})
