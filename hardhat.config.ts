import { createRequire } from 'node:module'
import hardhatMocha from '@nomicfoundation/hardhat-mocha'
import hardhatNetworkHelpers from '@nomicfoundation/hardhat-network-helpers'
import hardhatViem from '@nomicfoundation/hardhat-viem'
import hardhatViemAssertions from '@nomicfoundation/hardhat-viem-assertions'
import { defineConfig } from 'hardhat/config'
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

export default defineConfig({
  plugins: [withoutTstoreWarning, hardhatViem, hardhatViemAssertions, hardhatNetworkHelpers, hardhatMocha],
  solidity: {
    version: '0.8.37',
    // the compiler comes from npm: no download at build time
    path: resolve('solc/soljson.js'),
    settings: {
      optimizer: { enabled: true, runs: 10_000 },
      viaIR: true,
      evmVersion: 'cancun',
      outputSelection: { '*': { '*': ['storageLayout'] } },
    },
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
  networks: {
    default: { type: 'edr-simulated', chainType: 'l1', chainId: 31_337, allowBlocksWithSameTimestamp: true },
  },
})
