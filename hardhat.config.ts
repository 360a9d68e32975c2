import { createRequire } from 'node:module'
import hardhatMocha from '@nomicfoundation/hardhat-mocha'
import hardhatNetworkHelpers from '@nomicfoundation/hardhat-network-helpers'
import hardhatViem from '@nomicfoundation/hardhat-viem'
import hardhatViemAssertions from '@nomicfoundation/hardhat-viem-assertions'
import { defineConfig } from 'hardhat/config'

const { resolve } = createRequire(import.meta.url)

export default defineConfig({
  plugins: [hardhatViem, hardhatViemAssertions, hardhatNetworkHelpers, hardhatMocha],
  solidity: {
    version: '0.8.37',
    // the compiler comes from npm: no download at build time
    path: resolve('solc/soljson.js'),
    settings: { optimizer: { enabled: true, runs: 10_000 }, viaIR: true, evmVersion: 'cancun' },
  },
  paths: { sources: './contracts', tests: './test/contracts' },
  networks: {
    default: { type: 'edr-simulated', chainType: 'l1', chainId: 31_337, allowBlocksWithSameTimestamp: true },
  },
})
