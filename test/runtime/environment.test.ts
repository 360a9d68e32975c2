import { readFileSync } from 'node:fs'
import { expect } from 'chai'
import { variables } from '#runtime/environment/variables.ts'
import {
  EnvironmentInvalid,
  readIndexerEnvironment,
  readServerEnvironment,
  readSettings,
  type Source,
} from '#runtime/environment.ts'

const complete: Source = {
  SERVER_DATABASE_URL: 'postgresql://server:secret@db:5432/usher',
  INDEXER_DATABASE_URL: 'postgresql://indexer:secret@db:5432/usher',
  RPC_URL: 'https://node.example/key',
  CHAIN_ID: '8453',
  FACTORY_ADDRESS: '0xABCDEF0123456789abcdef0123456789ABCDEF01',
  FACTORY_START_BLOCK: '1234',
  ACCESS_TOKEN_SECRET: 'a'.repeat(32),
  REFRESH_TOKEN_SECRET: 'b'.repeat(32),
  PUBLIC_URL: 'https://tickets.example/',
}
const localChain: Source = {
  ...complete,
  LOCAL_CHAIN: '1',
  CHAIN_ID: '31337',
  RPC_URL: 'http://127.0.0.1:8545',
  PUBLIC_URL: '',
}

/** The names of the variables that `read` complains about. */
function wrongIn(read: () => unknown): readonly string[] {
  try {
    read()
  } catch (error) {
    if (error instanceof EnvironmentInvalid) return error.problems.map(({ name }) => name)
    throw error
  }
  return []
}

describe('environment', () => {
  describe('when nothing is set', () => {
    it('has a default for whatever can have one', () => {
      const settings = readSettings({})
      expect(settings).to.include({ HOST: '127.0.0.1', PORT: 3000, LOG_LEVEL: 'info' })
      expect(settings).to.include({ SCANS_PER_MINUTE: 600, SCANS_AT_ONCE: 128, PASS_KEYS_PER_HOUR: 20 })
      expect(settings).to.include({ SIGN_IN_NONCES_PER_MINUTE: 60, PASS_INTERVAL_SECONDS: 15 })
      expect(settings).to.include({ LISTINGS_PER_HOUR: 60 })
    })

    it('has no default for secrets, databases and the chain', () => {
      expect(wrongIn(() => readServerEnvironment({}))).to.have.members([
        'RPC_URL',
        'CHAIN_ID',
        'FACTORY_ADDRESS',
        'FACTORY_START_BLOCK',
        'SERVER_DATABASE_URL',
        'ACCESS_TOKEN_SECRET',
        'REFRESH_TOKEN_SECRET',
      ])
    })
  })

  describe('when a variable is wrong', () => {
    const wrong: readonly (readonly [name: string, ...values: string[]])[] = [
      ['PORT', '0', '65536', '3000x', '-1', '1.5', ' '],
      [
        'PUBLIC_URL',
        'tickets.example',
        'https://tickets.example/app',
        'ftp://tickets.example',
        'http://tickets.example',
      ],
      ['DATABASE_URL', 'mysql://db/usher', 'db'],
      ['REDIS_URL', 'http://redis'],
      ['RPC_URL', 'node.example', 'ws://node.example'],
      ['RPC_WS_URL', 'node.example', 'https://node.example'],
      ['INDEXER_STATUS_PORT', '-1', '65536'],
      ['CHAIN_ID', '0', '0x1', 'mainnet'],
      ['FACTORY_ADDRESS', '0x12', '0x0000000000000000000000000000000000000000'],
      ['ACCESS_TOKEN_SECRET', 'a'.repeat(31)],
      ['RELAYER_PRIVATE_KEY', '0x12', 'ab'.repeat(32), `0x${'00'.repeat(32)}`, `0x${'ff'.repeat(32)}`],
      ['RELAY_WEI_PER_DAY', '1e18', '-1', '0.5'],
      ['RELAY_MAX_GAS', '99999', '16777217'],
      ['WALLETCONNECT_PROJECT_ID', '0'.repeat(31), 'A'.repeat(32), 'my-project'],
      [
        'WALLETCONNECT_RELAY_URL',
        'relay.example',
        'https://relay.example',
        'ws://relay.example',
        'wss://relay.example/path',
      ],
      ['BASE_ACCOUNT', '0', 'yes'],
      ['PASS_PREFIX', 'https://tickets.example/p/', 'A'.repeat(39)],
      ['PASS_INTERVAL_SECONDS', '4', '31'],
      ['LOG_LEVEL', 'loud'],
    ]
    for (const [name, ...values] of wrong) {
      it(`names ${name}`, () => {
        for (const value of values) {
          expect(
            wrongIn(() => readSettings({ [name]: value })),
            value,
          ).to.deep.equal([name])
        }
      })
    }

    it('names every one of them at once, and what it must be', () => {
      const read = () => readSettings({ PORT: 'x', CHAIN_ID: 'y' })
      expect(wrongIn(read)).to.have.members(['PORT', 'CHAIN_ID'])
      expect(read).to.throw('PORT must be a whole number from 1 to 65535')
    })

    it('does not repeat its value: it may be a secret', () => {
      expect(() => readSettings({ ACCESS_TOKEN_SECRET: 'hunter2' }))
        .to.throw(EnvironmentInvalid)
        .not.match(/hunter2/)
    })
  })

  describe('when it is complete', () => {
    it('becomes what the server runs with', () => {
      expect(readServerEnvironment(complete)).to.deep.include({
        origin: 'https://tickets.example',
        databaseUrl: complete.SERVER_DATABASE_URL,
        chainId: 8453,
        isLocalChain: false,
        mayBePublished: false,
        tls: undefined,
        factory: { address: '0xabcdef0123456789abcdef0123456789abcdef01', startBlock: 1234n },
        pagesRpcUrl: complete.RPC_URL,
        settleBlocks: 2,
        passPrefix: 'HTTPS://TICKETS.EXAMPLE/P/',
      })
    })

    it('becomes what the indexer runs with', () => {
      const { databaseUrl, rpcUrl } = readIndexerEnvironment(complete)
      expect({ databaseUrl, rpcUrl }).to.deep.equal({
        databaseUrl: complete.INDEXER_DATABASE_URL,
        rpcUrl: complete.RPC_URL,
      })
    })

    it('offers no wallets but those in the browser, unless they are configured', () => {
      const read = (more: Source) => readServerEnvironment({ ...complete, ...more }).wallets
      const projectId = 'c0ffee'.padEnd(32, '0')
      expect(read({})).to.deep.equal({})
      expect(read({ WALLETCONNECT_RELAY_URL: 'wss://relay.example' })).to.deep.equal({})
      expect(read({ BASE_ACCOUNT: '1' })).to.deep.equal({ baseAccount: true })
      expect(read({ WALLETCONNECT_PROJECT_ID: projectId })).to.deep.equal({
        walletConnect: { projectId, relayUrl: 'wss://relay.walletconnect.org' },
      })
      expect(
        read({ WALLETCONNECT_PROJECT_ID: projectId, WALLETCONNECT_RELAY_URL: 'ws://127.0.0.1:7000/' }),
      ).to.deep.equal({ walletConnect: { projectId, relayUrl: 'ws://127.0.0.1:7000' } })
    })

    it('has no prefix before the code when PASS_PREFIX is empty', () => {
      expect(readServerEnvironment({ ...complete, PASS_PREFIX: '' }).passPrefix).to.equal('')
    })

    it('has no prefix when the public address is too long for one', () => {
      const PUBLIC_URL = `https://${'a'.repeat(28)}.example`
      expect(readServerEnvironment({ ...complete, PUBLIC_URL }).passPrefix).to.equal('')
    })

    it('is refused when both secrets are the same', () => {
      const REFRESH_TOKEN_SECRET = complete.ACCESS_TOKEN_SECRET
      expect(wrongIn(() => readSettings({ ...complete, REFRESH_TOKEN_SECRET }))).to.deep.equal([
        'REFRESH_TOKEN_SECRET',
      ])
    })
  })

  describe('when it speaks HTTPS itself', () => {
    const files = { TLS_CERT_FILE: '/etc/usher/cert.pem', TLS_KEY_FILE: '/etc/usher/key.pem' }

    it('names certificate and key, and is reached by https', () => {
      const { PUBLIC_URL: _, ...unnamed } = complete
      expect(readServerEnvironment({ ...unnamed, ...files, PORT: '3443' })).to.deep.include({
        tls: { certFile: files.TLS_CERT_FILE, keyFile: files.TLS_KEY_FILE },
        origin: 'https://localhost:3443',
      })
    })

    it('needs both files', () => {
      for (const name of ['TLS_CERT_FILE', 'TLS_KEY_FILE']) {
        expect(wrongIn(() => readSettings({ ...complete, ...files, [name]: '' }))).to.deep.equal([name])
      }
    })

    it('has no public address without https', () => {
      const PUBLIC_URL = 'http://localhost:3000'
      expect(wrongIn(() => readSettings({ ...complete, ...files, PUBLIC_URL }))).to.deep.equal(['PUBLIC_URL'])
    })
  })

  describe('when it names who pays for vouchers', () => {
    const RELAYER_PRIVATE_KEY = `0x${'ab'.repeat(32)}`
    /** Hardhat's first. */
    const published = '0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80'

    it('relays within budget and caps, and else not at all', () => {
      expect(readServerEnvironment({ ...complete, RELAYER_PRIVATE_KEY }).relay).to.deep.equal({
        privateKey: RELAYER_PRIVATE_KEY,
        weiPerEventAndDay: 2n * 10n ** 16n,
        weiPerDay: 2n * 10n ** 17n,
        maxWeiPerGas: 5n * 10n ** 10n,
        maxGas: 1_000_000n,
        claimsPerMinute: 60,
        claimsPerHour: 10,
      })
      expect(readServerEnvironment(complete).relay).to.equal(undefined)
    })

    it('refuses a key that everybody knows, but on a local chain', () => {
      expect(wrongIn(() => readSettings({ ...complete, RELAYER_PRIVATE_KEY: published }))).to.deep.equal([
        'RELAYER_PRIVATE_KEY',
      ])
      expect(wrongIn(() => readSettings({ ...localChain, RELAYER_PRIVATE_KEY: published }))).to.deep.equal([])
    })
  })

  describe('when it claims a local chain', () => {
    it('believes it on the loopback interface with the id 31337', () => {
      expect(readServerEnvironment(localChain)).to.include({
        isLocalChain: true,
        mayBePublished: true,
        settleBlocks: 0,
      })
    })

    it('believes it on any interface with accounts of its own, and lets published ones sign nothing there', () => {
      const fresh = { ...localChain, LOCAL_CHAIN: 'fresh', HOST: '192.168.1.20' }
      expect(readServerEnvironment(fresh)).to.include({ isLocalChain: true, mayBePublished: false })
      const published = '0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80'
      expect(wrongIn(() => readSettings({ ...fresh, RELAYER_PRIVATE_KEY: published }))).to.deep.equal([
        'RELAYER_PRIVATE_KEY',
      ])
    })

    for (const [what, change] of [
      ['another chain id', { CHAIN_ID: '1' }],
      ['an interface that others reach', { HOST: '0.0.0.0' }],
      ['a node elsewhere', { RPC_URL: 'http://10.0.0.1:8545' }],
    ] as const) {
      it(`refuses it with ${what}`, () => {
        expect(wrongIn(() => readSettings({ ...localChain, ...change }))).to.deep.equal(['LOCAL_CHAIN'])
      })
    }
  })

  describe('.env.example', () => {
    it('documents every variable and no other', () => {
      const text = readFileSync(new URL('../../.env.example', import.meta.url), 'utf8')
      const documented = [...text.matchAll(/^(?:# )?([A-Z][A-Z0-9_]*)=/gm)].map(([, name]) => name)
      expect(documented).to.have.members(Object.keys(variables.shape))
    })
  })
})
