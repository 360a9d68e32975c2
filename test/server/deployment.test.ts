import { expect } from 'chai'
import { chain } from '#core/api/chain.ts'
import { health } from '#core/api/health.ts'
import { problem } from '#core/api/problem.ts'
import { call, newAccount, signIn } from './client.ts'
import { headBlock, mirrorChain, mirrorEvent } from './stage.ts'
import { openWorld, type World } from './world.ts'

describe('API', () => {
  let world: World
  before(async () => {
    world = await openWorld()
    await mirrorChain(world.owner)
  })
  after(() => world.close())

  describe('when the request is none of ours', () => {
    const wrong: Record<string, { path: string; status: number; code: string; init?: RequestInit }> = {
      'an unknown path': { path: '/api/nothing', status: 404, code: 'not_found' },
      'the root of it': { path: '/api', status: 404, code: 'not_found' },
      'another method': { path: '/api/health', status: 405, code: 'bad_request', init: { method: 'DELETE' } },
      'an event id that is none': { path: '/api/events/nonsense', status: 400, code: 'bad_request' },
      'a path that is not encoded right': { path: '/api/events/%E0%A4%A', status: 400, code: 'bad_request' },
      'an unknown event': {
        path: `/api/events/31337:0x${'00'.repeat(20)}`,
        status: 404,
        code: 'not_found',
      },
      'a body that is not JSON': {
        path: '/api/auth/verify',
        status: 400,
        code: 'bad_request',
        init: { method: 'POST', body: '{', headers: { 'content-type': 'application/json' } },
      },
      'a body of another type': {
        path: '/api/auth/verify',
        status: 415,
        code: 'bad_request',
        init: {
          method: 'POST',
          body: 'a=b',
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
        },
      },
      'a body of over 64 KiB': {
        path: '/api/auth/verify',
        status: 413,
        code: 'bad_request',
        init: {
          method: 'POST',
          body: `"${'x'.repeat(70_000)}"`,
          headers: { 'content-type': 'application/json' },
        },
      },
      'no sign-in': { path: '/api/auth/me', status: 401, code: 'unauthenticated' },
    }
    for (const [name, { path, status, code, init }] of Object.entries(wrong)) {
      it(`answers a problem: ${name}`, async () => {
        const response = await fetch(world.url + path, init)
        expect(response.status).to.equal(status)
        expect(response.headers.get('content-type')).to.equal('application/problem+json')
        expect(problem.parse(await response.json())).to.include({ status, code })
      })
    }

    it('names the methods there are', async () => {
      const response = await fetch(`${world.url}/api/auth/nonce`)
      expect(response.headers.get('allow')).to.equal('POST')
    })

    it('stops reading an endless body that declares no length', async () => {
      const endless = new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(16_384)) })
      const response = await fetch(`${world.url}/api/auth/verify`, {
        method: 'POST',
        body: endless,
        duplex: 'half',
      } as RequestInit)
      expect(response.status).to.equal(413)
    })
  })

  it('sends the headers that keep pages safe', async () => {
    const { headers } = await fetch(world.url)
    expect(headers.get('x-content-type-options')).to.equal('nosniff')
    expect(headers.get('content-security-policy')).to.match(
      /script-src 'self' 'nonce-[^']+' 'strict-dynamic'/,
    )
    expect(headers.get('content-security-policy')).to.not.contain('unsafe-eval ')
  })

  it('lets an answer of the API load nothing, as it is no page', async () => {
    const { headers } = await fetch(`${world.url}/api/health`)
    expect(headers.get('x-content-type-options')).to.equal('nosniff')
    expect(headers.get('content-security-policy')).to.equal("default-src 'none'; frame-ancestors 'none'")
  })

  it('names its chain and factory, and that nobody relays', async () => {
    const { body } = await call(world.url, '/api/chain')
    expect(chain.parse(body)).to.deep.equal({
      chainId: 31_337,
      factory: `0x${'fa'.repeat(20)}`,
      startBlock: 1,
      isLocal: true,
      relayer: null,
    })
  })

  describe('health', () => {
    it('is good while the mirror is confirmed', async () => {
      await world.owner.query('UPDATE mirror.chain SET confirmed_at = clock_timestamp()')
      const answer = await call(world.url, '/api/health')
      expect(answer.status).to.equal(200)
      const found = health.parse(answer.body)
      expect(found).to.include({ status: 'ok', database: 'ok', redis: 'off' })
      expect(found.mirror).to.include({ block: headBlock, head: headBlock })
    })

    const lags = { degraded: '11 s', unavailable: '61 s' }
    for (const [status, lag] of Object.entries(lags)) {
      it(`is ${status} when the last word is ${lag} old`, async () => {
        await world.owner.query('UPDATE mirror.chain SET confirmed_at = clock_timestamp() - $1::interval', [
          lag,
        ])
        const answer = await call(world.url, '/api/health')
        expect(health.parse(answer.body).status).to.equal(status)
        expect(answer.status).to.equal(status === 'degraded' ? 200 : 503)
      })
    }
  })

  describe('document', () => {
    it('is OpenAPI 3.1 and has every route of the interface', async () => {
      const { body } = await call(world.url, '/api/openapi.json')
      const document = body as { openapi: string; paths: Record<string, Record<string, unknown>> }
      expect(document.openapi).to.match(/^3\.1\./)
      const routes = Object.entries(document.paths).flatMap(([path, methods]) =>
        Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
      )
      expect(routes.sort()).to.deep.equal(
        [
          'DELETE /api/events/{eventId}/pass-keys',
          'DELETE /api/events/{eventId}/pass-keys/{publicKey}',
          'DELETE /api/events/{eventId}/staff/{address}',
          'GET /api/auth/me',
          'GET /api/chain',
          'GET /api/currencies/{address}',
          'GET /api/descriptions/{documentId}',
          'GET /api/docs',
          'GET /api/events',
          'GET /api/events/{eventId}',
          'GET /api/events/{eventId}/contract-roles',
          'GET /api/events/{eventId}/description',
          'GET /api/events/{eventId}/holdings',
          'GET /api/events/{eventId}/incidents',
          'GET /api/events/{eventId}/listings',
          'GET /api/events/{eventId}/live',
          'GET /api/events/{eventId}/pass-keys',
          'GET /api/events/{eventId}/picture',
          'GET /api/events/{eventId}/scans',
          'GET /api/events/{eventId}/scans.csv',
          'GET /api/events/{eventId}/staff',
          'GET /api/events/{eventId}/stats',
          'GET /api/events/{eventId}/tickets',
          'GET /api/events/{eventId}/tickets.csv',
          'GET /api/events/{eventId}/tickets/{tokenId}',
          'GET /api/events/{eventId}/voucher-claims/{voucherId}',
          'GET /api/events/{eventId}/vouchers',
          'GET /api/health',
          'GET /api/holders/{address}/credits',
          'GET /api/holders/{address}/tickets',
          'GET /api/metrics',
          'GET /api/openapi.json',
          'POST /api/auth/nonce',
          'POST /api/auth/refresh',
          'POST /api/auth/sign-out',
          'POST /api/auth/verify',
          'POST /api/events/{eventId}/description',
          'POST /api/events/{eventId}/listings',
          'POST /api/events/{eventId}/pass-keys',
          'POST /api/events/{eventId}/scans',
          'POST /api/events/{eventId}/scans/preview',
          'POST /api/events/{eventId}/staff',
          'POST /api/events/{eventId}/voucher-claims',
          'POST /api/events/{eventId}/vouchers',
          'POST /api/rpc',
        ].sort(),
      )
    })

    it('gives the shapes that the routes parse with', async () => {
      const { body } = await call(world.url, '/api/openapi.json')
      expect(body)
        .to.have.nested.property('components.schemas.ScanRequest.required')
        .deep.equal(['nonce', 'code', 'listId', 'direction'])
      expect(body).to.have.nested.property('components.schemas.Reason.enum').include('already_redeemed')
    })

    it('is a page to read, without script', async () => {
      const response = await fetch(`${world.url}/api/docs`)
      const page = await response.text()
      expect(response.headers.get('content-security-policy')).to.match(
        /^default-src 'none'; style-src 'sha256-/,
      )
      expect(page).to.contain('POST /api/events/{eventId}/scans').and.not.contain('<script')
    })
  })

  describe('metrics', () => {
    it('count scans and answers, for this machine alone', async () => {
      const own = await fetch(`${world.url}/api/metrics`)
      expect(await own.text()).to.contain('usher_answers_total{route="/api/health",status="200"}')
      const forwarded = await fetch(`${world.url}/api/metrics`, {
        headers: { 'x-forwarded-for': '203.0.113.9' },
      })
      expect(forwarded.status).to.equal(403)
    })
  })

  describe('events', () => {
    it('are listed with tiers, lists and gates as of the mirror’s block', async () => {
      const organizer = newAccount()
      const stage = await mirrorEvent(world.owner, organizer.address)
      const { body } = await call(world.url, stage.path)
      expect(body).to.deep.include({
        name: 'Harbour Night',
        organizer: organizer.address.toLowerCase(),
        status: 'selling',
        timeZone: 'UTC',
        passPeriodSeconds: 15,
        gates: [{ gateId: '1', name: 'Gate 1', listIds: ['main'] }],
      })
      expect(body).to.have.nested.property('tiers[0].price', '50000000000000000')
      expect(body).to.have.nested.property('lists[0].policy', 'once')
      const all = await call(world.url, '/api/events')
      expect(all.body).to.have.property('events').deep.include(body)
    })

    it('belong to whom the contract names', async () => {
      const organizer = newAccount()
      const stage = await mirrorEvent(world.owner, organizer.address)
      const { accessToken: token } = await signIn(world.url, organizer)
      const { body } = await call(world.url, '/api/auth/me', { token })
      expect(body)
        .to.have.property('roles')
        .deep.equal([{ eventId: stage.path.slice('/api/events/'.length), role: 'organizer' }])
    })
  })
})
