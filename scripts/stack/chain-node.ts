/**
 * The process behind chain.ts: a Hardhat node on the loopback interface. `argv[2]` is its port; the variable KEYS names the
 * private keys of its accounts, else they are Hardhat's own.
 *
 * `allowBlocksWithSameTimestamp`: else each block would add a second, and two hundred quick transactions would put
 * the chain minutes ahead of the clock.
 *
 * Every chain begins with a state of its own, a few wei apart: two that start in the same second would otherwise share
 * their first blocks, and be taken for one.
 */
import { randomInt } from 'node:crypto'
import { createHardhatRuntimeEnvironment } from 'hardhat/hre'

const BALANCE = String(10_000n * 10n ** 18n + BigInt(randomInt(2 ** 40)))

const keys = process.env.KEYS?.split(' ')

const hre = await createHardhatRuntimeEnvironment({
  networks: {
    local: {
      type: 'edr-simulated',
      chainType: 'l1',
      chainId: 31_337,
      allowBlocksWithSameTimestamp: true,
      accounts: keys?.map((privateKey) => ({ privateKey, balance: BALANCE })) ?? { accountsBalance: BALANCE },
    },
  },
})
const server = await hre.network.createServer('local', '127.0.0.1', Number(process.argv[2]))
const { address, port } = await server.listen()
console.log(`listening on ${address}:${port}`)
