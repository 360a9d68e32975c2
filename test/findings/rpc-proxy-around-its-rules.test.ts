import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect } from 'chai'
import type { Hex, TransactionSerializable } from 'viem'
import { createForwardRpc } from '#server/rpc/forward-rpc.ts'
import { newAccount } from '../server/client.ts'

type Asked = { readonly method: string; readonly params: readonly unknown[] }

const factory: Hex = `0x${'fa'.repeat(20)}`
const elsewhere: Hex = `0x${'77'.repeat(20)}`

/**
 * The proxy let raw transactions through to whatever contract they call, and contracts be created: a free node for
 * everybody. And an estimate without gas of its own, whose price is the node's own limit many times over.
 */
describe('pages’ RPC proxy', () => {
  const asked: Asked[] = []
  const node = createServer(async (incoming, outgoing) => {
    asked.push((await new Response(incoming as never).json()) as Asked)
    outgoing.end(JSON.stringify({ jsonrpc: '2.0', id: 1, result: '0x1' }))
  })
  let forward: ReturnType<typeof createForwardRpc>
  before(async () => {
    await new Promise<void>((resolve) => node.listen(0, '127.0.0.1', resolve))
    const url = `http://127.0.0.1:${(node.address() as AddressInfo).port}`
    forward = createForwardRpc({
      url,
      isOurs: (contract) => Promise.resolve(contract === factory),
      isCurrency: () => Promise.resolve(false),
    })
  })
  after(() => node.close())
  beforeEach(() => {
    asked.length = 0
  })

  const fees = { type: 'eip1559', chainId: 31_337, gas: 100_000n, maxFeePerGas: 1n } as const
  const send = async (transaction: Partial<TransactionSerializable>) => {
    const raw = await newAccount().signTransaction({ ...fees, ...transaction } as TransactionSerializable)
    return forward({ jsonrpc: '2.0', method: 'eth_sendRawTransaction', params: [raw] })
  }
  const codeOf = (answer: Promise<unknown>) =>
    answer.then(
      () => 'sent',
      (error: { code: string }) => error.code,
    )

  describe('when a transaction is sent', () => {
    const cases: Record<string, [string, Partial<TransactionSerializable>]> = {
      'a call of the factory': ['sent', { to: factory, data: '0x1234' }],
      'a call of a contract that is none of ours': ['forbidden', { to: elsewhere, data: '0x1234' }],
      'coin to somebody': ['sent', { to: elsewhere, value: 1n }],
      'the creation of a contract': ['forbidden', { data: '0x600160005260206000f3' }],
    }
    for (const [name, [expected, transaction]] of Object.entries(cases)) {
      it(`${expected === 'sent' ? 'lets through' : 'refuses'} ${name}`, async () => {
        expect(await codeOf(send(transaction))).to.equal(expected)
        expect(asked).to.have.length(expected === 'sent' ? 1 : 0)
      })
    }

    it('refuses bytes that are no transaction', async () => {
      for (const raw of ['0x00', '0x02', '0xc0', `0x02${'ff'.repeat(40)}`]) {
        const answer = forward({ jsonrpc: '2.0', method: 'eth_sendRawTransaction', params: [raw] })
        expect(await codeOf(answer)).to.equal('bad_request')
      }
    })
  })

  for (const method of ['eth_call', 'eth_estimateGas'] as const) {
    it(`never asks for ${method} without a limit of gas`, async () => {
      await forward({ jsonrpc: '2.0', method, params: [{ to: factory, data: '0x1234' }] })
      expect(asked[0]?.params[0])
        .to.have.property('gas')
        .match(/^0x[0-9a-f]{6}$|^0x1000000$/)
    })
  }
})
