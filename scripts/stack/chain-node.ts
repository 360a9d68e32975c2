/**
 * The process behind chain.ts: a Hardhat node on the loopback interface. `argv[2]` is its port.
 *
 * `allowBlocksWithSameTimestamp`: else each block would add a second, and two hundred quick transactions would put
 * the chain minutes ahead of the clock.
 */
import { createHardhatRuntimeEnvironment } from 'hardhat/hre'

const hre = await createHardhatRuntimeEnvironment({
  networks: {
    local: { type: 'edr-simulated', chainType: 'l1', chainId: 31_337, allowBlocksWithSameTimestamp: true },
  },
})
const server = await hre.network.createServer('local', '127.0.0.1', Number(process.argv[2]))
const { address, port } = await server.listen()
console.log(`listening on ${address}:${port}`)
