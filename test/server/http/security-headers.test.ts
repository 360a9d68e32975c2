import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import { expect } from 'chai'
import type { OutsideWallets } from '#core/deployment.ts'
import { createSecure } from '#server/http/security-headers.ts'

const RELAY = 'wss://relay.example'
const walletConnect = { projectId: '0'.repeat(32), relayUrl: RELAY }

/** The policy of a page, by directive. */
function policyWith(wallets: OutsideWallets): ReadonlyMap<string, string> {
  const incoming = new IncomingMessage(new Socket())
  const outgoing = new ServerResponse(incoming)
  createSecure('https://tickets.example', { isDevelopment: false, wallets }).page(incoming, outgoing)
  const policy = String(outgoing.getHeader('content-security-policy'))
  return new Map(
    policy.split('; ').map((directive) => {
      const [name = '', ...sources] = directive.split(' ')
      return [name, sources.join(' ')]
    }),
  )
}

describe('the content security policy of a page', () => {
  const closed = policyWith({})

  it('lets it reach nobody but us', () => {
    expect(closed.get('connect-src')).to.equal("'self'")
    expect(closed.has('frame-src')).to.equal(false)
    expect(closed.get('default-src')).to.equal("'self'")
  })

  it('opens it to WalletConnect’s relay and verifier, and to nothing more', () => {
    const open = policyWith({ walletConnect })
    expect(open.get('connect-src')).to.equal(`'self' ${RELAY}`)
    expect(open.get('frame-src')).to.equal('https://verify.walletconnect.org')
    const others = (policy: ReadonlyMap<string, string>) =>
      [...policy].filter(([name]) => !['connect-src', 'frame-src', 'script-src'].includes(name))
    expect(others(open)).to.deep.equal(others(closed))
  })

  it('stays closed for a Base account, which has a window of its own', () => {
    const open = policyWith({ baseAccount: true })
    expect([...open.keys()]).to.deep.equal([...closed.keys()])
    expect(open.get('connect-src')).to.equal("'self'")
  })
})
