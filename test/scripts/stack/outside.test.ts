import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect } from 'chai'
import type { Chain } from '#scripts/stack/chain.ts'
import { checkChain, checkDatabase, OutsideUnusable } from '#scripts/stack/outside.ts'
import { findFreePort } from '#scripts/stack/ports.ts'
import { startTestChain } from '../../setup/chain.ts'
import { createDatabase, type TestDatabase } from '../../setup/database.ts'

/** What `check` refuses with; fails if it does not refuse. */
async function refusalOf(check: Promise<unknown>): Promise<string> {
  const error = await check.then(
    () => undefined,
    (reason) => reason,
  )
  expect(error).to.be.instanceOf(OutsideUnusable)
  return error.message
}

describe('the operator’s database', () => {
  let database: TestDatabase

  before(async () => {
    database = await createDatabase()
  })
  after(() => database.drop())

  function change(part: 'port' | 'password' | 'pathname', value: string): string {
    const url = new URL(database.ownerUrl)
    url[part] = value
    return url.href
  }

  it('is taken when it answers', () => checkDatabase(database.ownerUrl))

  it('is taken when it does not exist yet: the migrations make it', () =>
    checkDatabase(change('pathname', '/not_there_yet')))

  it('is refused when nothing listens there', async () => {
    const port = String(await findFreePort())
    expect(await refusalOf(checkDatabase(change('port', port))))
      .to.include(port)
      .and.include('ECONNREFUSED')
  })

  it('is refused when the password is wrong, without repeating it', async () => {
    const message = await refusalOf(checkDatabase(change('password', 'hunter2')))
    expect(message).to.include('password authentication failed').and.not.include('hunter2')
  })
})

describe('the operator’s chain', () => {
  const factory = '0x1111111111111111111111111111111111111111'
  let chain: Chain
  const place = () => ({ rpcUrl: chain.rpcUrl, factory, startBlock: 0, chainId: undefined })

  before(async () => {
    chain = await startTestChain()
    const body = { jsonrpc: '2.0', id: 1, method: 'hardhat_setCode', params: [factory, '0x00'] }
    await fetch(chain.rpcUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  })
  after(() => chain.stop())

  it('is taken, and its id learnt, when a contract is where the factory should be', async () => {
    expect(await checkChain(place())).to.deep.equal({ ...place(), chainId: 31_337 })
  })

  it('is refused when the node follows another chain', async () => {
    expect(await refusalOf(checkChain({ ...place(), chainId: 1 })))
      .to.include('31337')
      .and.include('CHAIN_ID is 1')
  })

  it('is refused when no contract is where the factory should be', async () => {
    const elsewhere = { ...place(), factory: '0x2222222222222222222222222222222222222222' }
    expect(await refusalOf(checkChain(elsewhere))).to.include('there is no contract at 0x2222')
  })

  it('is refused when nothing listens there', async () => {
    const rpcUrl = `http://127.0.0.1:${await findFreePort()}`
    expect(await refusalOf(checkChain({ ...place(), rpcUrl }))).to.include('ECONNREFUSED')
  })

  it('is refused when what listens there is no node, without repeating a key in its URL', async () => {
    const server = createServer((_, response) => response.end('<html>')).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const rpcUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/secret-key`
    expect(await refusalOf(checkChain({ ...place(), rpcUrl })))
      .to.include('does not answer eth_chainId')
      .and.not.include('secret-key')
    server.close()
  })
})
