import { spawn } from 'node:child_process'
import { cpSync, globSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { compileBroken } from './compile.ts'
import { breakRule, type Mutant } from './mutant.ts'

const PROJECT = join(import.meta.dirname, '..', '..')
/** What the contracts' tests need of the project. */
const NEEDED = ['contracts', 'core', 'ignition', 'scripts', 'test', 'hardhat.config.ts', 'package.json']
/** A test file that does not come to an end is ended after this. */
const DEADLINE = 15 * 60_000
/** The tests in Solidity take longest, and compile the sources themselves, so they are asked last. */
const LAST = 'test/contracts/solidity.test.ts'
/** Where Hardhat keeps what it has built of a contract, see `hardhat.fast.ts`. */
const ARTIFACTS = 'cache/fast/artifacts/contracts'

/** How it went: the name of the first test that failed, or undefined if all passed. */
export type Outcome = { readonly killer: string | undefined }

/** A copy of the project in which contracts can be broken; the project's own stay as they are. */
export type Copy = {
  /** Runs the tests with every rule in force. The first that is asked of a copy. */
  runUnbroken(): Promise<Outcome>
  /**
   * Breaks one rule and runs the tests until one fails: first those in TypeScript, with the broken code in the place of
   * what Hardhat has built; if all pass, every test, with the broken source.
   */
  run(mutant: Mutant): Promise<Outcome>
  remove(): void
}

/** @throws from `run` when a mutant does not compile */
export function makeCopy(): Copy {
  const folder = mkdtempSync(join(tmpdir(), 'usher-mutate-'))
  for (const name of NEEDED) cpSync(join(PROJECT, name), join(folder, name), { recursive: true })
  symlinkSync(join(PROJECT, 'node_modules'), join(folder, 'node_modules'))
  const children = new Set<ReturnType<typeof spawn>>()

  const call = async (
    tool: string,
    args: readonly string[],
  ): Promise<{ isGood: boolean; output: string }> => {
    const env = {
      ...process.env,
      HARDHAT_CONFIG: join(folder, 'scripts/hardhat.fast.ts'),
      NO_COLOR: '1',
    }
    const command = [join(folder, 'node_modules', '.bin', tool), ...args]
    const child = spawn(process.execPath, command, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] })
    children.add(child)
    const printed: Buffer[] = []
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => printed.push(chunk))
    const deadline = setTimeout(() => child.kill('SIGKILL'), DEADLINE)
    const code = await new Promise((resolve) => child.once('close', resolve))
    clearTimeout(deadline)
    children.delete(child)
    return { isGood: code === 0, output: Buffer.concat(printed).toString() }
  }

  const test = async (files: readonly string[]): Promise<Outcome> => {
    const { isGood, output } = await call('mocha', [...MOCHA, ...files])
    const killer = isGood ? undefined : readKiller(output)
    if (killer?.includes(COMPILING)) throw new Error(`Does not compile:\n${output}`)
    return { killer }
  }

  /** With what `compileBroken` makes of no mutant, so that this way of breaking is itself seen to break nothing. */
  const runUnbroken = async (): Promise<Outcome> => {
    const { killer } = await test(orderTests([]))
    return killer
      ? { killer }
      : withCode(folder, undefined, () => test(orderTests([]).filter(isInTypeScript)))
  }

  const run = async (mutant: Mutant): Promise<Outcome> => {
    const files = orderTests(mutant.tests)
    const { killer } = await withCode(folder, mutant, () => test(files.filter(isInTypeScript)))
    return killer ? { killer } : withSource(folder, mutant, () => test(files))
  }

  const remove = () => {
    for (const child of children) child.kill('SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  }
  return { runUnbroken, run, remove }
}

/** What the tests call the compilation, with which they begin. */
const COMPILING = 'compile the contracts'

/**
 * What is compiled for speed is no release and over the size limit, and what is compiled in parts is laid out in no one
 * build, so the tests of these can say nothing: of a rule they would tell a kill that was none.
 */
const MOCHA = ['--no-config', '--exit', '--bail', '--timeout', '120000', '--reporter', 'dot'].concat([
  '--grep',
  'code size|a release|gas cap|same storage',
  '--invert',
])

/** Puts broken code in the place of what Hardhat has built from the whole source, for as long as `work` takes. */
async function withCode<T>(folder: string, mutant: Mutant | undefined, work: () => Promise<T>): Promise<T> {
  const whole = compileBroken(mutant).map(({ contract, ...code }) => {
    const path = join(folder, ARTIFACTS, `${contract}.sol`, `${contract}.json`)
    const artifact = readFileSync(path, 'utf8')
    writeFileSync(path, JSON.stringify({ ...JSON.parse(artifact), ...code }))
    return { path, artifact }
  })
  return work().finally(() => {
    for (const { path, artifact } of whole) writeFileSync(path, artifact)
  })
}

/** Breaks the rule in the folder's own copy of the source, for as long as `work` takes. */
async function withSource<T>(folder: string, mutant: Mutant, work: () => Promise<T>): Promise<T> {
  const path = join(folder, mutant.file)
  const source = readFileSync(path)
  writeFileSync(path, breakRule(folder, mutant))
  return work().finally(() => writeFileSync(path, source))
}

const isInTypeScript = (file: string) => file !== LAST

/** Every test file of the contracts: the likely ones first, the slow one last. */
function orderTests(likely: readonly string[]): readonly string[] {
  const first = likely.map((name) => `test/contracts/${name}.test.ts`)
  const all = globSync('test/contracts/**/*.test.ts', { cwd: PROJECT }).sort()
  const unknown = first.find((file) => !all.includes(file))
  if (unknown) throw new Error(`There is no ${unknown}`)
  const rest = all.filter((file) => !first.includes(file) && file !== LAST)
  return [...first, ...rest, ...(first.includes(LAST) ? [] : [LAST])]
}

/** The title of the failed test in mocha's output: from its number to the colon that ends it. */
function readKiller(output: string): string {
  const [, title] = /^ {2}1\) ([\s\S]*?):$/m.exec(output) ?? []
  if (!title) return output.slice(-500)
  return title
    .split('\n')
    .map((line) => line.trim())
    .join(' › ')
}
