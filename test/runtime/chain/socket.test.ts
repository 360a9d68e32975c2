import { expect } from 'chai'
import { createTestClient, http } from 'viem'
import { hardhat } from 'viem/chains'
import { type AnnouncedHead, type NodeSocket, openSocket } from '#runtime/chain/socket.ts'
import { ChainUnavailableError, createChainReader } from '#runtime/chain.ts'
import { type FaultyNode, HttpStatus, startFaultyNode } from '#scripts/chaos/mirror/faulty-node.ts'
import type { Chain } from '#scripts/stack/chain.ts'
import { startTestChain } from '#test/setup/chain.ts'
import { until } from '#test/setup/until.ts'

describe("a node's WebSocket", function () {
  this.timeout(300_000)

  let chain: Chain
  let node: FaultyNode
  let socket: NodeSocket
  let heads = 0
  let announced: AnnouncedHead | undefined
  const changes: boolean[] = []

  before(async () => {
    chain = await startTestChain()
    node = await startFaultyNode(chain.rpcUrl)
    const onChange = (isListening: boolean) => changes.push(isListening)
    const onHead = (head: AnnouncedHead | undefined): void => {
      heads++
      announced = head
    }
    socket = openSocket(node.wsUrl, { onHead, onChange, timeoutMs: 30_000 })
    await until('it listens', () => socket.isOpen, 60)
  })
  afterEach(() => node.inject([]))
  after(async () => {
    socket.close()
    await node.close()
    await chain.stop()
  })

  const mine = () =>
    createTestClient({ mode: 'hardhat', chain: hardhat, transport: http(chain.rpcUrl) }).mine({ blocks: 1 })

  it('tells of each new head, and answers calls', async () => {
    const before = heads
    await mine()
    await until('it tells of the head', () => heads > before, 60)
    expect(await socket.request('eth_chainId', [])).to.equal('0x7a69')
  })

  it('names the new head and its bloom, as the node announces them', async () => {
    const reader = createChainReader(chain.rpcUrl)
    const { number } = await reader.getHead()
    await mine()
    const head = await reader.findHeader(number + 1n)
    await until('it tells of that head', () => announced?.hash === head?.hash, 60)
    expect(announced).to.deep.equal({ hash: head?.hash, logsBloom: head?.logsBloom })
  })

  it('says when it is cut, opens itself anew, and has its listener look for what it missed', async () => {
    const before = heads
    changes.length = 0
    node.cutSockets()
    await until('it listens again', () => changes.includes(true), 60)
    expect(changes).to.deep.equal([false, true])
    expect(heads).to.be.greaterThan(before)
  })

  it('refuses calls while it is closed', async () => {
    node.inject([{ name: 'no WebSocket', socket: 'cut' }])
    await until('it is closed', () => !socket.isOpen, 60)
    const error = await socket.request('eth_chainId', []).catch((error: unknown) => error)
    expect(error).to.be.instanceOf(ChainUnavailableError).and.to.include({ refusal: 'unreachable' })
    node.inject([])
    await until('it listens again', () => socket.isOpen, 60)
  })

  it('answers a reader whose calls by HTTP lead nowhere', async () => {
    const reader = createChainReader(node.rpcUrl, { socket })
    const send = () => Promise.reject(new HttpStatus(502, 'Bad Gateway'))
    node.inject([{ name: 'HTTP 502', send }])
    expect(await reader.getChainId()).to.equal(31_337)
    expect((await reader.getHead()).number).to.be.a('bigint')
  })
})
