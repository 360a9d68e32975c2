import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { type Abi, type Address, createWalletClient, type Hex, http, publicActions } from 'viem'

type Compiler = { compile: (input: string) => string }
type Compiled = { readonly abi: Abi; readonly evm: { readonly bytecode: { readonly object: string } } }

/**
 * The contracts of one Solidity file that imports nothing, and a way to put them on a chain by the node's own first
 * account.
 */
export async function openContracts(file: URL, rpcUrl: string) {
  const contracts = compile(file)
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
  return { client, deploy, abiOf: (name: string) => (contracts[name] as Compiled).abi }
}

function compile(file: URL): Readonly<Record<string, Compiled>> {
  const solc = createRequire(import.meta.url)('solc') as Compiler
  const input = {
    language: 'Solidity',
    sources: { file: { content: readFileSync(file, 'utf8') } },
    settings: { outputSelection: { '*': { '*': ['abi', 'evm.bytecode.object'] } } },
  }
  const output = JSON.parse(solc.compile(JSON.stringify(input))) as {
    contracts?: Record<string, Record<string, Compiled>>
    errors?: { formattedMessage: string }[]
  }
  const contracts = output.contracts?.file
  if (!contracts) throw new Error(output.errors?.map((error) => error.formattedMessage).join('\n'))
  return contracts
}
