import type { Address, Hex, TypedDataDefinition } from 'viem'
import type { Config } from 'wagmi'
import * as wagmi from 'wagmi/actions'
import { createSender, type Sender, type Watch } from './sender.ts'

// What the connected wallet is asked to do, with all that signs, sends and follows: a bundle of its own, loaded when it is
// first needed, as pages are read far more often than they sign. All of it throws what the wallet throws, refusals included.

/** Has the wallet sign a text (EIP-191). */
export function signMessage(config: Config, message: string): Promise<Hex> {
  return wagmi.signMessage(config, { message })
}

/** Has the wallet sign typed data (EIP-712), on the chain that it is meant for. */
export async function signTypedData(
  config: Config,
  chainId: number,
  data: TypedDataDefinition,
): Promise<Hex> {
  await changeToChain(config, chainId)
  return wagmi.signTypedData(config, data)
}

/** A sender of the connected wallet's calls on a chain that the pages know. */
export function openSender(config: Config, chainId: number, address: Address, watch: Watch): Sender {
  const client = wagmi.getPublicClient(config)
  if (!client) throw new Error('the pages know no chain')
  return createSender({
    client,
    address,
    toRightChain: () => changeToChain(config, chainId),
    // the wallet's network may have changed since it was asked to; it must not be sent on another
    writeContract: (call) => wagmi.writeContract(config, { ...call, chainId }),
    ...watch,
  })
}

async function changeToChain(config: Config, chainId: number): Promise<void> {
  if (wagmi.getConnection(config).chainId !== chainId) await wagmi.switchChain(config, { chainId })
}
