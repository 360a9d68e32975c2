import { expect } from 'chai'
import { keepSessions, type TextStorage } from '#ui/wallet/wallet-connect/kept-sessions.ts'

/** As a browser keeps texts. */
function createStorage(texts: Map<string, string>): TextStorage {
  return {
    getItem: (key) => texts.get(key) ?? null,
    setItem: (key, value) => void texts.set(key, value),
    removeItem: (key) => void texts.delete(key),
  }
}

describe('what WalletConnect keeps', () => {
  let texts: Map<string, string>
  beforeEach(() => {
    texts = new Map()
  })

  it('is there again when the page is opened anew', async () => {
    await keepSessions(createStorage(texts)).setItem('session', [{ topic: 'a' }])
    const again = keepSessions(createStorage(texts))
    expect(await again.getItem('session')).to.deep.equal([{ topic: 'a' }])
    expect(await again.getKeys()).to.deep.equal(['session'])
    expect(await again.getEntries()).to.deep.equal([['session', [{ topic: 'a' }]]])
  })

  it('is undefined where nothing was kept', async () => {
    expect(await keepSessions(createStorage(texts)).getItem('session')).to.equal(undefined)
  })

  it('goes one by one', async () => {
    const kept = keepSessions(createStorage(texts))
    await kept.setItem('one', 1)
    await kept.setItem('other', 2)
    await kept.removeItem('one')
    expect(await kept.getEntries()).to.deep.equal([['other', 2]])
  })

  it('goes as a whole, and leaves what others keep', async () => {
    texts.set('usher.wallet.state', '{}')
    const kept = keepSessions(createStorage(texts))
    await kept.setItem('session', [])
    kept.clear()
    expect([...texts.keys()]).to.deep.equal(['usher.wallet.state'])
  })
})
