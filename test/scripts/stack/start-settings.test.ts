import { expect } from 'chai'
import { EnvironmentInvalid, type Source } from '#runtime/environment.ts'
import { readStartSettings } from '#scripts/stack/start-settings.ts'

const chain: Source = {
  RPC_URL: 'https://node.example',
  FACTORY_ADDRESS: '0x1111111111111111111111111111111111111111',
  FACTORY_START_BLOCK: '7',
  ACCESS_TOKEN_SECRET: 'a'.repeat(32),
  REFRESH_TOKEN_SECRET: 'b'.repeat(32),
}

/** The names of the variables that are wrong or missing. */
function wrongIn(source: Source): readonly string[] {
  try {
    readStartSettings(source)
    return []
  } catch (error) {
    if (error instanceof EnvironmentInvalid) return error.problems.map(({ name }) => name)
    throw error
  }
}

describe('the settings of a start', () => {
  it('may be none at all', () => expect(wrongIn({})).to.deep.equal([]))

  describe('when the chain is the operator’s', () => {
    it('are complete with factory and secrets, on any interface', () => {
      expect(wrongIn({ ...chain, HOST: '0.0.0.0' })).to.deep.equal([])
    })

    for (const name of Object.keys(chain).filter((key) => key !== 'RPC_URL')) {
      it(`need ${name}`, () => expect(wrongIn({ ...chain, [name]: '' })).to.deep.equal([name]))
    }
  })

  describe('when the chain is ours', () => {
    it('keep to the loopback interface', () => {
      expect(wrongIn({ HOST: '0.0.0.0' })).to.deep.equal(['HOST'])
      expect(wrongIn({ HOST: '::1' })).to.deep.equal([])
    })

    it('are for any interface where its accounts are new ones', () => {
      expect(() => readStartSettings({ HOST: '192.168.1.20' }, 'fresh')).to.not.throw()
    })

    for (const name of ['FACTORY_ADDRESS', 'FACTORY_START_BLOCK']) {
      it(`have no ${name}`, () => expect(wrongIn({ [name]: chain[name] })).to.deep.equal([name]))
    }

    it('do not claim by themselves that it is', () => {
      const claim = { LOCAL_CHAIN: '1', CHAIN_ID: '31337', RPC_URL: 'http://127.0.0.1:8545' }
      expect(wrongIn({ ...chain, ...claim })).to.deep.equal(['LOCAL_CHAIN'])
    })
  })

  describe('when the processes’ logins are given', () => {
    const DATABASE_URL = 'postgresql://owner:word@db/usher'
    const SERVER_DATABASE_URL = 'postgresql://server:word@db/usher'
    const INDEXER_DATABASE_URL = 'postgresql://indexer:word@db/usher'

    it('are complete with both and the owner’s', () => {
      expect(wrongIn({ DATABASE_URL, SERVER_DATABASE_URL, INDEXER_DATABASE_URL })).to.deep.equal([])
    })

    it('need the owner’s: the migrations run as the owner', () => {
      expect(wrongIn({ SERVER_DATABASE_URL, INDEXER_DATABASE_URL })).to.deep.equal(['DATABASE_URL'])
    })

    it('need both', () => {
      expect(wrongIn({ DATABASE_URL, SERVER_DATABASE_URL })).to.deep.equal(['INDEXER_DATABASE_URL'])
      expect(wrongIn({ DATABASE_URL, INDEXER_DATABASE_URL })).to.deep.equal(['SERVER_DATABASE_URL'])
    })
  })
})
