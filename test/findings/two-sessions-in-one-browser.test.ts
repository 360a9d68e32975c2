import { expect } from 'chai'
import { type Session, session } from '#core/api/auth.ts'
import { call, newAccount, signIn } from '../server/client.ts'
import { openWorld, type World } from '../server/world.ts'

/**
 * A browser may hold one session in cookies and others in its tabs. Signing a tab out ended the cookies' session, or
 * took its cookies away; and the refresh cookie spoke without naming an origin, once the access cookie was gone.
 */
describe('browser with a session in cookies and another in a tab', () => {
  let world: World
  let inTab: Session
  let inCookies: Session
  before(async () => {
    world = await openWorld()
  })
  after(() => world.close())
  beforeEach(async () => {
    inTab = await signIn(world.url, newAccount())
    inCookies = await signIn(world.url, newAccount())
  })

  const cookie = () =>
    `__Host-usher-access=${inCookies.accessToken}; __Host-usher-refresh=${inCookies.refreshToken}`
  const isLive = async ({ accessToken: token }: Session) =>
    (await call(world.url, '/api/auth/me', { token })).status === 200
  const signOut = (more: object) =>
    call(world.url, '/api/auth/sign-out', {
      method: 'POST',
      headers: { origin: world.url, cookie: cookie() },
      ...more,
    })

  it('signs out the session of the bearer token', async () => {
    const { status, headers } = await signOut({ token: inTab.accessToken })
    expect(status).to.equal(204)
    expect(headers.getSetCookie()).to.deep.equal([])
    expect(await isLive(inTab)).to.equal(false)
    expect(await isLive(inCookies)).to.equal(true)
  })

  it('signs out the session of the refresh token in the body', async () => {
    const { headers } = await signOut({ body: { refreshToken: inTab.refreshToken } })
    expect(headers.getSetCookie()).to.deep.equal([])
    expect(await isLive(inTab)).to.equal(false)
    expect(await isLive(inCookies)).to.equal(true)
  })

  it('signs out the session of the cookies, and takes them back, when nothing else is named', async () => {
    const { headers } = await signOut({})
    expect(headers.getSetCookie()).to.have.length(2)
    expect(await isLive(inCookies)).to.equal(false)
    expect(await isLive(inTab)).to.equal(true)
  })

  for (const [name, token] of Object.entries({ alone: undefined, 'beside a bearer token': 'garbage' })) {
    it(`lets no refresh cookie speak without our origin, ${name}`, async () => {
      const headers = { cookie: `__Host-usher-refresh=${inCookies.refreshToken}` }
      const refused = await call(world.url, '/api/auth/refresh', { method: 'POST', headers, token })
      expect(refused.body).to.include({ status: 403, code: 'forbidden' })
    })
  }

  it('refreshes by the tab’s own token, whatever the cookies', async () => {
    const { body } = await call(world.url, '/api/auth/refresh', {
      headers: { origin: world.url, cookie: cookie() },
      body: { refreshToken: inTab.refreshToken },
    })
    expect(session.parse(body).address).to.equal(inTab.address)
  })
})
