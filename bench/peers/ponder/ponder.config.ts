import { createConfig, factory } from 'ponder'
import { type Address, parseAbi, parseAbiItem } from 'viem'

/** The same node, the same database server, the same contracts as ours; WebSocket for heads. */
export default createConfig({
  database: { kind: 'postgres', connectionString: process.env.DATABASE_URL },
  chains: {
    local: { id: 31_337, rpc: process.env.RPC_URL, ws: process.env.RPC_WS_URL, pollingInterval: 1_000 },
  },
  contracts: {
    UsherEvent: {
      chain: 'local',
      abi: parseAbi(['event Transfer(address indexed from, address indexed to, uint256 indexed tokenId)']),
      address: factory({
        address: process.env.FACTORY_ADDRESS as Address,
        event: parseAbiItem(
          'event EventCreated(address indexed eventContract, address indexed organizer, bytes32 salt)',
        ),
        parameter: 'eventContract',
      }),
      startBlock: Number(process.env.FACTORY_START_BLOCK),
    },
  },
})
