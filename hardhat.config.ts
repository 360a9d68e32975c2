import { createRequire } from 'node:module'
import hardhatIgnitionViem from '@nomicfoundation/hardhat-ignition-viem'
import hardhatMocha from '@nomicfoundation/hardhat-mocha'
import hardhatNetworkHelpers from '@nomicfoundation/hardhat-network-helpers'
import hardhatViem from '@nomicfoundation/hardhat-viem'
import hardhatViemAssertions from '@nomicfoundation/hardhat-viem-assertions'
import { configVariable, defineConfig } from 'hardhat/config'
import type { HardhatPlugin } from 'hardhat/types/plugins'

const { resolve } = createRequire(import.meta.url)

/** Solc warns of every `tstore` once; ours is OpenZeppelin's reentrancy guard, the use that the warning calls safe. */
const TSTORE_WARNING = '2394'

const withoutTstoreWarning: HardhatPlugin = {
  id: 'usher-without-tstore-warning',
  hookHandlers: {
    solidity: async () => ({
      default: async () => ({
        getCompilationJobErrors: async (context, job, output, next) =>
          (await next(context, job, output)).filter(({ errorCode }) => errorCode !== TSTORE_WARNING),
      }),
    }),
  },
}

/** How the contracts are compiled, everywhere. */
export const compiler = {
  version: '0.8.37',
  // the compiler comes from npm: no download at build time
  path: resolve('solc/soljson.js'),
  settings: {
    optimizer: { enabled: true, runs: 10_000 },
    viaIR: true,
    evmVersion: 'cancun',
    outputSelection: { '*': { '*': ['storageLayout'] } },
  },
}

/**
 * Part of every address that `npm run release` deploys to, so that they are the same on every chain: the hash of
 * `Usher 1`. New contracts have other addresses by themselves.
 */
const RELEASE_SALT = '0xd0c0a9e3ff5096a4ca7123d0b1615037011901e51f92db1ff91c07f5e23391bc'

export default defineConfig({
  plugins: [
    withoutTstoreWarning,
    hardhatViem,
    hardhatViemAssertions,
    hardhatNetworkHelpers,
    hardhatMocha,
    hardhatIgnitionViem,
  ],
  solidity: {
    // what is released is what was tested; alone, each contract gives the explorers no more than they need
    profiles: { default: compiler, production: { ...compiler, isolated: true } },
    // the contracts are compiled without waiting for their Solidity tests
    splitTestsCompilation: true,
  },
  paths: {
    sources: ['./contracts', './test/contracts/mocks'],
    tests: { mocha: './test/contracts', solidity: './test/contracts/solidity' },
  },
  test: {
    solidity: {
      profiles: {
        default: { fuzz: { runs: 256 }, invariant: { runs: 32, depth: 100 } },
        long: { fuzz: { runs: 10_000 }, invariant: { runs: 10_000, depth: 50 } },
      },
    },
  },
  ignition: { strategyConfig: { create2: { salt: RELEASE_SALT } } },
  networks: {
    default: { type: 'edr-simulated', chainType: 'l1', chainId: 31_337, allowBlocksWithSameTimestamp: true },
    // the chain that `npm run release` deploys to; read only then
    release: {
      type: 'http',
      chainType: 'l1',
      url: configVariable('RPC_URL'),
      accounts: [configVariable('DEPLOYER_PRIVATE_KEY')],
    },
  },
})
