import { expect } from 'chai'
import { parsePassPrefix } from '#core/pass-text.ts'
import { EnvironmentInvalid, readServerEnvironment } from '#runtime/environment.ts'

const rest = {
  SERVER_DATABASE_URL: 'postgresql://server@localhost:5432/usher',
  RPC_URL: 'https://rpc.example',
  CHAIN_ID: '1',
  FACTORY_ADDRESS: `0x${'fa'.repeat(20)}`,
  FACTORY_START_BLOCK: '1',
  ACCESS_TOKEN_SECRET: 'a'.repeat(32),
  REFRESH_TOKEN_SECRET: 'b'.repeat(32),
}
const read = (more: Record<string, string>) => readServerEnvironment({ ...rest, ...more })

/** A prefix that a code cannot be read behind passed the start, and then no phone of the deployment made a code. */
describe('prefix of the codes', () => {
  it('is refused at start when a scanner would take its end for the code', () => {
    for (const PASS_PREFIX of ['HTTPS://HOST/P', 'A', 'X2']) {
      expect(() => read({ PASS_PREFIX })).to.throw(EnvironmentInvalid, 'PASS_PREFIX')
    }
  })

  it('is left out where the public URL has characters that the code cannot hold', () => {
    expect(read({ PUBLIC_URL: 'http://[::1]:3000' }).passPrefix).to.equal('')
  })

  it('is always one that a phone can put before its code', () => {
    const environments = [
      {},
      { PASS_PREFIX: 'HTTPS://HOST/P/' },
      { PUBLIC_URL: 'https://xn--bcher-kva.example' },
    ]
    for (const environment of environments) {
      const { passPrefix } = read(environment)
      expect(passPrefix).to.not.equal('')
      expect(parsePassPrefix(passPrefix)).to.equal(passPrefix)
    }
  })
})
