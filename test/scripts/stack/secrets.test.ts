import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { keepLocalSecrets } from '#scripts/stack/secrets.ts'

describe('secrets of the local chain', () => {
  let folder: string
  let file: string

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'usher-test-'))
    file = join(folder, '.usher', 'secrets.json')
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  it('are long, different from each other, and others at each place', () => {
    const { ACCESS_TOKEN_SECRET, REFRESH_TOKEN_SECRET } = keepLocalSecrets(file)
    const elsewhere = keepLocalSecrets(join(folder, 'elsewhere'))
    const all = [ACCESS_TOKEN_SECRET, REFRESH_TOKEN_SECRET, ...Object.values(elsewhere)]
    expect(new Set(all).size).to.equal(4)
    for (const secret of all) expect(secret).to.have.length.of.at.least(32)
  })

  it('stay the same from one start to the next', () => {
    expect(keepLocalSecrets(file)).to.deep.equal(keepLocalSecrets(file))
  })

  it('are readable by their owner alone', () => {
    keepLocalSecrets(file)
    expect(statSync(file).mode & 0o777).to.equal(0o600)
  })
})
