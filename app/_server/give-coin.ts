import { type Address, numberToHex, type PublicClient, parseEther } from 'viem'

/** What the faucet gives at a time, in wei. */
const gift = parseEther('10')

/** Gives a wallet play money of the chain that we have started ourselves; answers how much, in wei. */
export type GiveCoin = (wallet: Address) => Promise<bigint>

/** Only Hardhat's node lets a balance be set; no other chain is ever ours. */
export function createGiveCoin(chain: PublicClient, count: (wallet: string) => Promise<void>): GiveCoin {
  return async (wallet) => {
    await count(wallet)
    const balance = await chain.getBalance({ address: wallet })
    await chain.request({
      method: 'hardhat_setBalance',
      params: [wallet, numberToHex(balance + gift)],
    } as unknown as Parameters<typeof chain.request>[0])
    return gift
  }
}
