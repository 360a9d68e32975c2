import { spawnSync } from 'node:child_process'
import { expect } from 'chai'

const EVENT = ['--event', `0x${'5f'.repeat(20)}`, '--tier', '1', '--name', 'press']

/** A command as it is called, and what it says of what is wrong. */
const WRONG: readonly (readonly [command: string, args: readonly string[], sentence: RegExp])[] = [
  ['scripts/chaos.ts', [], /^Name one suite\./],
  ['scripts/chaos.ts', ['mirror', '--rounds', 'many'], /^--rounds takes a whole number\./],
  ['scripts/chaos.ts', ['mirror', '--round', '3'], /--round/],
  ['bench/run.ts', ['everything'], /^Name one suite\./],
  ['bench/run.ts', ['gas', '--fast'], /--fast/],
  ['scripts/mutate.ts', ['--onyl', 'refund'], /--onyl/],
  ['scripts/airdrop.ts', [], /--event must be the address/],
  ['scripts/airdrop.ts', [...EVENT, '--list', '/nowhere/at-all.csv'], /--list: ENOENT/],
]

describe('a command that is called wrongly', () => {
  for (const [command, args, sentence] of WRONG) {
    it(`says what is wrong and how it is called: ${[command, ...args].join(' ').slice(0, 60)}`, () => {
      const { status, stderr } = spawnSync(process.execPath, [command, ...args], {
        encoding: 'utf8',
        env: { ...process.env, RPC_URL: 'http://127.0.0.1:9' },
      })
      expect(stderr).to.match(sentence).and.to.contain('Usage:').and.to.not.contain('    at ')
      expect(status).to.equal(2)
    })
  }
})
