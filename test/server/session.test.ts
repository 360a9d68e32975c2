import { expect } from 'chai'
import { type Session, session } from '#core/api/auth.ts'
import { call, fetchNonce, type MessageChange, newAccount, signIn, signInMessage } from './client.ts'
import { openWorld, type World } from './world.ts'

describe('sign-in', () => {
  let world: World
  before(async () => {
    world = await openWorld()
  })
  after(() => world.close())

  describe('when the message is ours and signed', () => {
    it('answers tokens that say who is calling', async () => {
      const account = newAccount()
      const signedIn = await signIn(world.url, account)
      const me = await call(world.url, '/api/auth/me', { token: signedIn.accessToken })
      expect(me.status).to.equal(200)
      expect(me.body).to.deep.equal({
        address: account.address.toLowerCase(),
        roles: [],
        contractRoles: [],
      })
    })

    it('ends the access token after 15 minutes and the refresh token after 7 days', async () => {
      const signedIn = await signIn(world.url, newAccount())
      const minutes = (Date.parse(signedIn.accessTokenExpiresAt) - world.clock.now().getTime()) / 60_000
      const days = (Date.parse(signedIn.refreshTokenExpiresAt) - world.clock.now().getTime()) / 86_400_000
      expect(minutes).to.be.within(14.9, 15)
      expect(days).to.be.within(6.999, 7)
    })
  })

  describe('when something about the message is wrong', () => {
    const changes: Record<string, () => MessageChange> = {
      'another domain': () => ({ domain: 'evil.example' }),
      'a URI elsewhere': () => ({ uri: 'https://evil.example' }),
      'another chain': () => ({ chainId: 1 }),
      'an expiry that has passed': () => ({ expirationTime: new Date(Date.now() - 1000).toISOString() }),
      'a beginning that has not come': () => ({ notBefore: new Date(Date.now() + 60_000).toISOString() }),
      'a date ahead of time': () => ({ issuedAt: new Date(Date.now() + 600_000).toISOString() }),
      'a nonce that is not ours': () => ({ nonce: 'abcdefgh12345678' }),
    }
    for (const [name, change] of Object.entries(changes)) {
      it(`refuses ${name}`, async () => {
        const account = newAccount()
        const message = signInMessage(world.url, account.address, await fetchNonce(world.url), change())
        const answer = await call(world.url, '/api/auth/verify', {
          body: { message, signature: await account.signMessage({ message }) },
        })
        expect(answer).to.deep.include({ status: 401 })
        expect(answer.body).to.include({ code: 'unauthenticated' })
      })
    }

    it('calls a text that is no EIP-4361 message a bad request', async () => {
      const answer = await call(world.url, '/api/auth/verify', {
        body: { message: 'let me in', signature: `0x${'11'.repeat(65)}` },
      })
      expect(answer).to.deep.include({ status: 400 })
      expect(answer.body).to.include({ code: 'bad_request' })
    })
  })

  describe('when the signature is another account’s', () => {
    it('refuses and has used up the nonce', async () => {
      const account = newAccount()
      const message = signInMessage(world.url, account.address, await fetchNonce(world.url))
      const forged = await call(world.url, '/api/auth/verify', {
        body: { message, signature: await newAccount().signMessage({ message }) },
      })
      expect(forged.status).to.be.oneOf([401, 503])
      const retried = await call(world.url, '/api/auth/verify', {
        body: { message, signature: await account.signMessage({ message }) },
      })
      expect(retried.body).to.include({ code: 'unauthenticated' })
    })
  })

  describe('when the same nonce comes from two sign-ins at once', () => {
    it('lets one in', async () => {
      const account = newAccount()
      const message = signInMessage(world.url, account.address, await fetchNonce(world.url))
      const body = { message, signature: await account.signMessage({ message }) }
      const answers = await Promise.all([1, 2, 3, 4].map(() => call(world.url, '/api/auth/verify', { body })))
      expect(answers.map(({ status }) => status).sort()).to.deep.equal([200, 401, 401, 401])
    })
  })

  describe('when a page signs in', () => {
    it('binds the nonce to the browser by its cookie', async () => {
      const account = newAccount()
      const headers = { origin: world.url }
      const nonce = await call(world.url, '/api/auth/nonce', { method: 'POST', headers })
      const cookie = nonce.headers.getSetCookie()[0]?.split(';')[0] ?? ''
      expect(nonce.headers.get('set-cookie')).to.match(
        /^__Host-usher-browser=[0-9a-f]{32}; Path=\/; Secure; HttpOnly; SameSite=Lax/,
      )
      const message = signInMessage(world.url, account.address, (nonce.body as { nonce: string }).nonce)
      const body = { message, signature: await account.signMessage({ message }), keepIn: 'cookie' }
      const stolen = await call(world.url, '/api/auth/verify', { body })
      expect(stolen.status).to.equal(401)
      const without = await call(world.url, '/api/auth/verify', { body, headers })
      expect(without.status).to.equal(401)
      const own = await call(world.url, '/api/auth/verify', { body, headers: { ...headers, cookie } })
      expect(own.status).to.equal(200)
      expect(own.body).to.have.all.keys('address', 'accessTokenExpiresAt', 'refreshTokenExpiresAt')
      const cookies = own.headers.getSetCookie()
      expect(cookies).to.have.length(2)
      const me = await call(world.url, '/api/auth/me', {
        headers: { cookie: cookies[0]?.split(';')[0] ?? '' },
      })
      expect(me.status).to.equal(200)
    })

    it('refuses an unsafe request that another site’s page makes', async () => {
      const answer = await call(world.url, '/api/auth/nonce', {
        method: 'POST',
        headers: { origin: 'https://evil.example' },
      })
      expect(answer.body).to.include({ status: 403, code: 'forbidden' })
    })

    it('refuses an unsafe request by cookie that names no origin', async () => {
      const { accessToken } = await signIn(world.url, newAccount())
      const headers = { cookie: `__Host-usher-access=${accessToken}` }
      const answer = await call(world.url, '/api/auth/sign-out', { method: 'POST', headers })
      expect(answer.body).to.include({ code: 'forbidden' })
    })
  })
})

describe('session', () => {
  let world: World
  let signedIn: Session
  const refresh = (refreshToken: string) => call(world.url, '/api/auth/refresh', { body: { refreshToken } })
  before(async () => {
    world = await openWorld()
  })
  after(() => world.close())
  beforeEach(async () => {
    world.clock.offsetMs = 0
    signedIn = await signIn(world.url, newAccount())
  })

  it('is refreshed by its token, which then has a successor', async () => {
    const next = session.parse((await refresh(signedIn.refreshToken)).body)
    expect(next.refreshToken).to.not.equal(signedIn.refreshToken)
    expect(next.address).to.equal(signedIn.address)
    expect((await refresh(next.refreshToken)).status).to.equal(200)
  })

  it('yields the same successor to the token just replaced, for 60 s, also at once', async () => {
    const answers = await Promise.all([1, 2, 3].map(() => refresh(signedIn.refreshToken)))
    world.clock.offsetMs = 59_000
    answers.push(await refresh(signedIn.refreshToken))
    const successors = answers.map(({ body }) => session.parse(body).refreshToken)
    expect(new Set(successors).size).to.equal(1)
  })

  it('ends with all its tokens when a replaced token is used after that', async () => {
    const next = session.parse((await refresh(signedIn.refreshToken)).body)
    world.clock.offsetMs = 61_000
    const reused = await refresh(signedIn.refreshToken)
    expect(reused.body).to.include({ status: 401, code: 'refresh_reused' })
    expect((await refresh(next.refreshToken)).body).to.include({ code: 'unauthenticated' })
    const me = await call(world.url, '/api/auth/me', { token: next.accessToken })
    expect(me.status).to.equal(401)
  })

  it('ends at sign-out, access token included', async () => {
    const out = await call(world.url, '/api/auth/sign-out', { body: { refreshToken: signedIn.refreshToken } })
    expect(out.status).to.equal(204)
    expect((await refresh(signedIn.refreshToken)).status).to.equal(401)
    expect((await call(world.url, '/api/auth/me', { token: signedIn.accessToken })).status).to.equal(401)
  })

  it('expires after seven days without refresh', async () => {
    world.clock.offsetMs = 7 * 86_400_000 + 1000
    expect((await refresh(signedIn.refreshToken)).body).to.include({ code: 'unauthenticated' })
  })

  it('refuses a refresh token that is not ours', async () => {
    expect((await refresh('nonsense')).body).to.include({ code: 'unauthenticated' })
  })

  it('is unauthenticated once its access token has expired', async () => {
    world.clock.offsetMs = -15 * 60_000 - 1000
    const account = newAccount()
    const nonce = await fetchNonce(world.url)
    const issuedAt = world.clock.now().toISOString()
    const message = signInMessage(world.url, account.address, nonce, { issuedAt })
    const body = { message, signature: await account.signMessage({ message }) }
    const { accessToken } = session.parse((await call(world.url, '/api/auth/verify', { body })).body)
    const answer = await call(world.url, '/api/auth/me', { token: accessToken })
    expect(answer.body).to.include({ status: 401, code: 'unauthenticated' })
  })

  describe('when its access token is wrong', () => {
    const wrong: Record<string, (token: string) => string> = {
      garbage: () => 'garbage',
      'of a changed payload': (token) => token.replace(/\.(.)/, (_, c) => `.${c === 'A' ? 'B' : 'A'}`),
      'without signature': (token) => `${token.split('.').slice(0, 2).join('.')}.`,
    }
    for (const [name, change] of Object.entries(wrong)) {
      it(`is unauthenticated: ${name}`, async () => {
        const answer = await call(world.url, '/api/auth/me', { token: change(signedIn.accessToken) })
        expect(answer.body).to.include({ status: 401, code: 'unauthenticated' })
      })
    }
  })
})
