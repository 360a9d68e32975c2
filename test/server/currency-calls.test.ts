import { expect } from 'chai'
import { type Address, encodeFunctionData, erc20Abi, type Hex, parseEther } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import type { ProblemError } from '#server/http/problem.ts'
import { createForwardRpc, type ForwardRpc } from '#server/rpc/forward-rpc.ts'
import { startTestChain } from '../setup/chain.ts'

const EVENT: Address = `0x${'5e'.repeat(20)}`
const TOKEN: Address = `0x${'70'.repeat(20)}`
const OTHER: Address = `0x${'0e'.repeat(20)}`
const GUEST = privateKeyToAccount(`0x${'11'.repeat(32)}`)

const call = (functionName: 'balanceOf' | 'decimals' | 'symbol', args: readonly Address[] = []) =>
  encodeFunctionData({ abi: erc20Abi, functionName, args } as Parameters<typeof encodeFunctionData>[0])
const approve = (spender: Address) =>
  encodeFunctionData({ abi: erc20Abi, functionName: 'approve', args: [spender, parseEther('1')] })
const allowance = encodeFunctionData({
  abi: erc20Abi,
  functionName: 'allowance',
  args: [GUEST.address, EVENT],
})
const transfer = encodeFunctionData({ abi: erc20Abi, functionName: 'transfer', args: [OTHER, 1n] })
const transferFrom = encodeFunctionData({
  abi: erc20Abi,
  functionName: 'transferFrom',
  args: [GUEST.address, OTHER, 1n],
})

describe('the pages’ JSON-RPC, with an event that sells in a token', () => {
  let forward: ForwardRpc
  let stop: () => Promise<void>

  before(async () => {
    const chain = await startTestChain()
    stop = () => chain.stop()
    forward = createForwardRpc({
      url: chain.rpcUrl,
      isOurs: async (contract) => contract === EVENT,
      isCurrency: async (contract) => contract === TOKEN,
    })
  })
  after(() => stop())

  const codeOf = (method: 'eth_call' | 'eth_estimateGas', sent: object) =>
    forward({ jsonrpc: '2.0', id: 1, method, params: [{ from: GUEST.address, ...sent }] }).then(
      () => 'through',
      (error: ProblemError) => error.code,
    )
  const signed = async (to: Address, data: Hex) => {
    const fees = { maxFeePerGas: parseEther('0.00000001'), maxPriorityFeePerGas: 0n }
    const raw = await GUEST.signTransaction({
      chainId: 31_337,
      type: 'eip1559',
      nonce: 0,
      gas: 60_000n,
      to,
      data,
      ...fees,
    })
    return forward({ jsonrpc: '2.0', id: 1, method: 'eth_sendRawTransaction', params: [raw] }).then(
      () => 'through',
      (error: ProblemError) => error.code,
    )
  }

  for (const [name, data] of Object.entries({
    symbol: call('symbol'),
    decimals: call('decimals'),
    balance: call('balanceOf', [GUEST.address]),
    allowance,
  })) {
    it(`lets a page look at its ${name}`, async () => {
      expect(await codeOf('eth_call', { to: TOKEN, data })).to.equal('through')
    })
  }

  it('lets a guest approve the event, tried out, estimated and sent', async () => {
    expect(await codeOf('eth_call', { to: TOKEN, data: approve(EVENT) })).to.equal('through')
    expect(await codeOf('eth_estimateGas', { to: TOKEN, data: approve(EVENT) })).to.equal('through')
    expect(await signed(TOKEN, approve(EVENT))).to.equal('through')
  })

  it('lets nobody else be approved', async () => {
    expect(await codeOf('eth_estimateGas', { to: TOKEN, data: approve(OTHER) })).to.equal('forbidden')
    expect(await signed(TOKEN, approve(OTHER))).to.equal('forbidden')
    expect(await signed(TOKEN, approve(TOKEN))).to.equal('forbidden')
  })

  for (const [name, data] of Object.entries({
    transfer,
    transferFrom,
    nothing: '0x' as Hex,
    bytes: '0x01' as Hex,
  })) {
    it(`lets no ${name} through`, async () => {
      expect(await codeOf('eth_call', { to: TOKEN, data })).to.equal('forbidden')
      if (data !== '0x') expect(await signed(TOKEN, data)).to.equal('forbidden')
    })
  }

  it('looks at what the node would run where both fields are given', async () => {
    expect(await codeOf('eth_call', { to: TOKEN, data: call('symbol'), input: transfer })).to.equal(
      'forbidden',
    )
  })

  it('knows no token that no event sells in', async () => {
    expect(await codeOf('eth_call', { to: OTHER, data: call('symbol') })).to.equal('forbidden')
  })
})
