/**
 * `npm run check`: everything about the code that needs no running part. All checks run, also after one has failed;
 * exit code 1 if any did. `npm run check -- types abis` runs those alone.
 */
import { spawn } from 'node:child_process'
import { join } from 'node:path'

type Check = { readonly name: string; readonly command: string; readonly args: readonly string[] }

const project = join(import.meta.dirname, '..')
const solidity = 'contracts/**/*.sol'

const checks: readonly Check[] = [
  { name: 'format', command: 'biome', args: ['ci', '--colors=off'] },
  { name: 'types', command: 'tsc', args: ['--noEmit', '--pretty', 'false'] },
  { name: 'unused', command: 'knip', args: ['--no-progress'] },
  { name: 'solidity-format', command: 'prettier', args: ['--check', solidity] },
  { name: 'solidity', command: 'solhint', args: ['--max-warnings', '0', '--disc', solidity] },
  { name: 'abis', command: 'node', args: ['scripts/abi.ts', '--check'] },
  { name: 'imports', command: 'mocha', args: ['--reporter', 'dot', 'test/architecture.test.ts'] },
]

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !checks.some((check) => check.name === name))
if (unknown.length > 0) {
  console.error(
    `There is no check ${unknown.join(', ')}; there are ${checks.map(({ name }) => name).join(', ')}`,
  )
  process.exit(1)
}
const chosen = checks.filter(({ name }) => wanted.length === 0 || wanted.includes(name))
const failed: string[] = []
for (const check of chosen) {
  if (!(await passes(check))) failed.push(check.name)
}
console.log(failed.length === 0 ? 'All checks passed' : `Failed: ${failed.join(', ')}`)
process.exitCode = failed.length === 0 ? 0 : 1

/** Runs one check and says how it went; what it printed only if it failed. */
async function passes({ name, command, args }: Check): Promise<boolean> {
  const startedAt = performance.now()
  const bin = join(project, 'node_modules', '.bin')
  const env = { ...process.env, PATH: `${bin}:${process.env.PATH}`, NO_COLOR: '1' }
  const child = spawn(join(bin, command), args, { cwd: project, env, stdio: ['ignore', 'pipe', 'pipe'] })
  const printed: Buffer[] = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => printed.push(chunk))
  const code = await new Promise((resolve) => child.once('close', resolve))
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  console.log(`${code === 0 ? '✓' : '✗'} ${name.padEnd(16)} ${seconds.padStart(5)} s`)
  if (code !== 0) console.log(Buffer.concat(printed).toString())
  return code === 0
}
