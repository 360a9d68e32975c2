import { spawn } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'

const PROJECT = join(import.meta.dirname, '..', '..')

describe('the fuzz and invariant tests in Solidity', () => {
  it('pass, every one of them', async function () {
    this.timeout(900_000)
    const { code, output } = await runTests()
    expect(code, output).to.equal(0)
    for (const name of listTests()) expect(output).to.match(new RegExp(`✔ ${name}\\(`), `${name} did not run`)
  })
})

/** Every test, fuzz test and invariant that stands in the sources. */
function listTests(): readonly string[] {
  const files = globSync('test/contracts/solidity/*.t.sol', { cwd: PROJECT })
  const sources = files.map((file) => readFileSync(join(PROJECT, file), 'utf8'))
  return sources.flatMap((source) =>
    [...source.matchAll(/function ((?:test|invariant)\w*)/g)].map(([, name = '']) => name),
  )
}

/**
 * The short profile, compiled fast; `npm run fuzz` runs the long one, compiled as released. The other tests of the
 * contracts run the release's code.
 */
async function runTests(): Promise<{ code: number | null; output: string }> {
  const hardhat = join(PROJECT, 'node_modules', '.bin', 'hardhat')
  const child = spawn(process.execPath, [hardhat, 'test', 'solidity'], {
    cwd: PROJECT,
    env: { ...process.env, HARDHAT_CONFIG: join(PROJECT, 'scripts/hardhat.fast.ts'), NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const printed: Buffer[] = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => printed.push(chunk))
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  return { code, output: Buffer.concat(printed).toString() }
}
