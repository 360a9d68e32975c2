import { expect } from 'chai'
import type { PrivateKeyAccount } from 'viem/accounts'
import { staff } from '#core/api/staff.ts'
import { call, newAccount, signIn } from './client.ts'
import { type Gate, openGate } from './gate.ts'
import { mirrorChain, mirrorEvent, type Stage } from './stage.ts'
import { openWorld, type World } from './world.ts'

describe('staff', () => {
  let world: World
  let stage: Stage
  let organizer: PrivateKeyAccount
  let token: string
  let gates: Record<'steward' | 'supervisor' | 'manager', Gate>

  before(async () => {
    world = await openWorld()
    await mirrorChain(world.owner)
    organizer = newAccount()
    stage = await mirrorEvent(world.owner, organizer.address)
    token = (await signIn(world.url, organizer)).accessToken
    gates = {
      steward: await openGate(world, stage, 'steward'),
      supervisor: await openGate(world, stage, 'supervisor'),
      manager: await openGate(world, stage, 'manager'),
    }
  })
  after(() => world.close())
  beforeEach(() => {
    world.clock.offsetMs = 0
  })

  const grant = (by: string | undefined, address: string, role: string) =>
    call(world.url, `${stage.path}/staff`, { token: by, body: { address, role } })
  const remove = (by: string, address: string) =>
    call(world.url, `${stage.path}/staff/${address}`, { token: by, method: 'DELETE' })
  const codeOf = ({ body }: { body: unknown }) => (body as { code?: string } | undefined)?.code

  it('is made by whom the contract names as organizer, and may scan from then on', async () => {
    const account = newAccount()
    const granted = await grant(token, account.address, 'steward')
    expect(granted.status).to.equal(201)
    expect(granted.body).to.deep.include({
      address: account.address.toLowerCase(),
      role: 'steward',
      grantedBy: organizer.address.toLowerCase(),
      disabledAt: null,
    })
    const session = await signIn(world.url, account)
    const scan = await call(world.url, `${stage.path}/scans`, {
      token: session.accessToken,
      body: { nonce: 'ab'.repeat(16), code: 'x', listId: 'main', direction: 'entry' },
    })
    expect(scan.status).to.equal(200)
  })

  it('is made by a manager too, and by nobody below', async () => {
    const { address } = newAccount()
    expect((await grant(gates.manager.token, address, 'steward')).status).to.equal(201)
    for (const gate of [gates.steward, gates.supervisor]) {
      expect(codeOf(await grant(gate.token, address, 'manager'))).to.equal('forbidden')
      expect(codeOf(await remove(gate.token, address))).to.equal('forbidden')
      expect(codeOf(await call(world.url, `${stage.path}/staff`, { token: gate.token }))).to.equal(
        'forbidden',
      )
    }
  })

  it('is not made by the organizer of another event, by a stranger or without sign-in', async () => {
    const stranger = newAccount()
    await mirrorEvent(world.owner, stranger.address)
    const { accessToken } = await signIn(world.url, stranger)
    expect(codeOf(await grant(accessToken, stranger.address, 'manager'))).to.equal('forbidden')
    expect(codeOf(await grant(undefined, stranger.address, 'manager'))).to.equal('unauthenticated')
  })

  it('is listed, those who left included', async () => {
    const account = newAccount()
    await grant(token, account.address, 'supervisor')
    expect((await remove(token, account.address)).status).to.equal(204)
    expect(codeOf(await remove(token, account.address))).to.equal('not_found')
    const { body } = await call(world.url, `${stage.path}/staff`, { token })
    const found = staff.parse(body).staff.find(({ address }) => address === account.address.toLowerCase())
    expect(found).to.include({ role: 'supervisor' })
    expect(found?.disabledAt).to.be.a('string')
  })

  it('may not do anything from the request after it was removed, and again once granted again', async () => {
    const gate = await openGate(world, stage)
    expect((await gate.send({ code: 'x' })).status).to.equal(200)
    await remove(token, gate.address)
    expect(codeOf(await gate.send({ code: 'x' }))).to.equal('forbidden')
    expect(codeOf(await call(world.url, `${stage.path}/scans`, { token: gate.token }))).to.equal('forbidden')
    await grant(token, gate.address, 'steward')
    expect((await gate.send({ code: 'x' })).status).to.equal(200)
  })

  it('scans for its own event only', async () => {
    const elsewhere = await mirrorEvent(world.owner, newAccount().address)
    const answer = await call(world.url, `${elsewhere.path}/scans`, {
      token: gates.manager.token,
      body: { nonce: 'ab'.repeat(16), code: 'x', listId: 'main', direction: 'entry' },
    })
    expect(codeOf(answer)).to.equal('forbidden')
    expect(codeOf(await call(world.url, `${elsewhere.path}/live`, { token: gates.manager.token }))).to.equal(
      'forbidden',
    )
  })

  it('ends its shift after 12 hours, refreshed or not', async () => {
    const account = newAccount()
    await grant(token, account.address, 'steward')
    const session = await signIn(world.url, account)
    world.clock.offsetMs = 12 * 3_600_000 + 1000
    const refreshed = await call(world.url, '/api/auth/refresh', {
      body: { refreshToken: session.refreshToken },
    })
    expect(codeOf(refreshed)).to.equal('unauthenticated')
  })

  it('has the log of its event, a page at a time, by verdict', async () => {
    const own = await mirrorEvent(world.owner, newAccount().address)
    const gate = await openGate(world, own)
    for (let index = 0; index < 5; index++) await gate.scan({ code: `garbage ${index}` })
    const pages: string[][] = []
    let after = ''
    do {
      const query = `?limit=2&verdict=refuse${after && `&after=${after}`}`
      const { body } = await call(world.url, `${own.path}/scans${query}`, { token: gate.token })
      const page = body as { scans: { scanId: string; staff: string }[]; next: string | null }
      pages.push(page.scans.map(({ scanId }) => scanId))
      for (const { staff } of page.scans) expect(staff).to.equal(gate.address)
      after = page.next ?? ''
    } while (after)
    expect(pages.map(({ length }) => length)).to.deep.equal([2, 2, 1])
    expect(new Set(pages.flat()).size).to.equal(5)
    const admitted = await call(world.url, `${own.path}/scans?verdict=admit`, { token: gate.token })
    expect(admitted.body).to.deep.equal({ scans: [], next: null })
    expect((await call(world.url, `${own.path}/scans?limit=0`, { token: gate.token })).status).to.equal(400)
  })
})
