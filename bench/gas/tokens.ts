import type { Abi, Address, Hash, Hex } from 'viem'
import { encodeDeployData, parseAbi } from 'viem'
import { freshAddresses } from '#test/contracts/event.ts'
import type { TestChain, Wallet } from '#test/contracts/local-chain.ts'
import type { PeerCode } from './peers.ts'

const tokenAbi = parseAbi([
  'function mint(address to, uint256 count)',
  'function airdrop(address[] recipients)',
  'function setApprovalForAll(address operator, bool isApproved)',
  'function transferFrom(address from, address to, uint256 tokenId)',
])

/** The tokens to compare with, each minted once before, so that no counter begins at zero. */
export type PeerName = 'OpenZeppelinToken' | 'Erc721aToken' | 'SoladyToken' | 'SolmateToken'

/** A peer on the chain. Its first token belongs to somebody; whoever mints next gets token 2. */
export async function deployPeer(chain: TestChain, code: PeerCode, name: PeerName, minter: Wallet) {
  const address = await deployCode(chain, minter, code[name] ?? '0x')
  const send = (wallet: Wallet, functionName: string, args: readonly unknown[]): Promise<Hash> =>
    wallet.writeContract({ address, abi: tokenAbi as Abi, functionName, args })
  await send(minter, 'mint', [minter.account.address, 1n])

  return {
    address,
    mint: (to: Address, count: bigint) => send(minter, 'mint', [to, count]),
    airdrop: (recipients: readonly Address[]) => send(minter, 'airdrop', [recipients]),
    approveAll: (holder: Wallet, operator: Address) => send(holder, 'setApprovalForAll', [operator, true]),
    transfer: (holder: Wallet, to: Address, tokenId: bigint) =>
      send(holder, 'transferFrom', [holder.account.address, to, tokenId]),
  }
}

/** Deploys bytecode, with encoded constructor arguments if the constructor takes any. */
export async function deployCode(
  chain: TestChain,
  wallet: Wallet,
  bytecode: Hex,
  creation?: { abi: Abi; args: readonly unknown[] },
): Promise<Address> {
  const data = creation ? encodeDeployData({ ...creation, bytecode }) : bytecode
  const hash = await wallet.sendTransaction({ data })
  const { contractAddress } = await chain.client.waitForTransactionReceipt({ hash })
  if (!contractAddress) throw new Error('A peer was not deployed')
  return contractAddress
}

/**
 * Addresses that hold nothing, the same for ours and for the peers. None has a zero byte, as calldata of zeros is
 * cheaper.
 */
export const newHolders: readonly Address[] = freshAddresses(400).slice(300)
