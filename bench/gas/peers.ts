import { execFile } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { promisify } from 'node:util'
import hre from 'hardhat'
import type { Hex } from 'viem'

const folder = join(import.meta.dirname, '..', 'peers')
const require = createRequire(import.meta.url)

/** solc's JavaScript interface; the package has no types of its own. */
type Compiler = {
  compile(
    input: string,
    callbacks: { import: (path: string) => { contents: string } | { error: string } },
  ): string
}
type Output = {
  errors?: readonly { severity: string; formattedMessage: string }[]
  contracts: Record<string, Record<string, { evm: { bytecode: { object: string } } }>>
}

/** What a deploying transaction of each peer carries, by contract name. */
export type PeerCode = Readonly<Record<string, Hex>>

/**
 * Installs the peers if they are not there, and compiles them with the settings that our own contracts are compiled
 * with: the tokens by our own compiler, Seaport by the one that its source needs.
 *
 * @throws when npm fails or a source does not compile
 */
export async function compilePeers(): Promise<PeerCode> {
  await install()
  return {
    ...compile('solc', ['Tokens.sol'], ['OpenZeppelinToken', 'Erc721aToken', 'SoladyToken', 'SolmateToken']),
    ...compile(
      'solc-0.8.24',
      ['seaport-core/src/Seaport.sol', 'seaport-core/src/conduit/ConduitController.sol'],
      ['Seaport', 'ConduitController'],
    ),
  }
}

async function install(): Promise<void> {
  const { dependencies } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const isInstalled = Object.keys(dependencies).every((name) =>
    existsSync(join(folder, 'node_modules', name, 'package.json')),
  )
  if (isInstalled) return
  console.error('Installing the peers of the benchmark …')
  await promisify(execFile)('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts'], {
    cwd: folder,
  })
}

function compile(compiler: string, files: readonly string[], contracts: readonly string[]): PeerCode {
  const { optimizer, viaIR, evmVersion } = hre.config.solidity.profiles.default?.compilers[0]?.settings ?? {}
  if (!optimizer) throw new Error('Hardhat has no compiler settings to compile the peers with')
  const input = {
    language: 'Solidity',
    sources: Object.fromEntries(files.map((file) => [file, { content: readSource(file) }])),
    settings: { optimizer, viaIR, evmVersion, outputSelection: { '*': { '*': ['evm.bytecode.object'] } } },
  }
  const path = compiler === 'solc' ? compiler : join(folder, 'node_modules', compiler)
  const solc = require(path) as Compiler
  const answer = solc.compile(JSON.stringify(input), { import: (file) => ({ contents: readSource(file) }) })
  const output = JSON.parse(answer) as Output
  const error = output.errors?.find(({ severity }) => severity === 'error')
  if (error) throw new Error(error.formattedMessage)

  const built = Object.assign({}, ...Object.values(output.contracts)) as Output['contracts'][string]
  return Object.fromEntries(
    contracts.map((name): [string, Hex] => [name, `0x${built[name]?.evm.bytecode.object ?? ''}`]),
  )
}

/** A source by the name it is imported by: our own wrapper, or a file of a package. */
function readSource(file: string): string {
  return readFileSync(file.includes('/') ? join(folder, 'node_modules', file) : join(folder, file), 'utf8')
}
