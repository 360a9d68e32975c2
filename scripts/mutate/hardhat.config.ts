import project, { compiler } from '../../hardhat.config.ts'

/**
 * How mutants are compiled: without the optimizer and its intermediate language, in a tenth of the time. What a contract
 * does is the same; its code is over the size limit, which therefore does not hold here.
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
}
