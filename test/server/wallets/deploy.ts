import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { type Abi, type Address, createWalletClient, type Hex, http, publicActions } from 'viem'

type Compiler = { compile: (input: string) => string }
type Compiled = { readonly abi: Abi; readonly evm: { readonly bytecode: { readonly object: string } } }

const source = readFileSync(new URL('TestWallets.sol', import.meta.url), 'utf8')

/** Smart accounts of three kinds, deployed by the node's own first account. */
export async function deployWallets(rpcUrl: string) {
  const contracts = compile()
  const client = createWalletClient({ transport: http(rpcUrl), pollingInterval: 50 }).extend(publicActions)
  const [account] = await client.getAddresses()
  if (!account) throw new Error('The node has no account of its own')
  const deploy = async (name: string, args: readonly unknown[] = []): Promise<Address> => {
    const { abi, evm } = contracts[name] as Compiled
    const bytecode: Hex = `0x${evm.bytecode.object}`
    const hash = await client.deployContract({ abi, bytecode, args, account, chain: null })
    const { contractAddress } = await client.waitForTransactionReceipt({ hash })
    if (!contractAddress) throw new Error(`${name} was not deployed`)
    return contractAddress
  }
  const factoryAbi = (contracts.WalletFactory as Compiled).abi
  const factory = await deploy('WalletFactory')
  return {
    deployOneKey: (key: Address) => deploy('OneKeyWallet', [key]),
    endless: await deploy('EndlessWallet'),
    factory,
    factoryAbi,
    addressOf: (key: Address) =>
      client.readContract({
        address: factory,
        abi: factoryAbi,
        functionName: 'addressOf',
        args: [key],
      }) as Promise<Address>,
  }
}

function compile(): Readonly<Record<string, Compiled>> {
  const solc = createRequire(import.meta.url)('solc') as Compiler
  const input = {
    language: 'Solidity',
    sources: { 'TestWallets.sol': { content: source } },
    settings: { outputSelection: { '*': { '*': ['abi', 'evm.bytecode.object'] } } },
  }
  const output = JSON.parse(solc.compile(JSON.stringify(input))) as {
    contracts?: Record<string, Record<string, Compiled>>
    errors?: { formattedMessage: string }[]
  }
  const contracts = output.contracts?.['TestWallets.sol']
  if (!contracts) throw new Error(output.errors?.map((error) => error.formattedMessage).join('\n'))
  return contracts
}
