import project, { compiler } from '../hardhat.config.ts'

/**
 * Hardhat's configuration for whoever compiles often: without the optimizer and its intermediate language, in a tenth of
 * the time. What a contract does is the same; its code is over the size limit, which therefore does not hold here.
 * Keeps what it builds apart from the real build.
 */
export default {
  ...project,
  solidity: {
    splitTestsCompilation: true,
    profiles: {
      default: {
        ...compiler,
        settings: { ...compiler.settings, viaIR: false, optimizer: { enabled: false } },
      },
    },
  },
  networks: {
    default: Object.assign({}, project.networks?.default, { allowUnlimitedContractSize: true }),
  },
  paths: { ...project.paths, artifacts: './cache/fast/artifacts', cache: './cache/fast' },
}
