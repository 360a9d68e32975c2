import type { Browser, BrowserContext, Page } from 'playwright-core'
import { parseEther } from 'viem'
import { generatePrivateKey, type PrivateKeyAccount, privateKeyToAccount } from 'viem/accounts'
import type { Stack } from '#scripts/stack/stack.ts'
import { PATIENCE_MS, PHONE } from './browser.ts'
import { injectWallet } from './injected-wallet.ts'
import type { ChainClient } from './new-event.ts'

type WalletVisit = {
  readonly account: PrivateKeyAccount
  readonly wallet: Awaited<ReturnType<typeof injectWallet>>
  readonly context: BrowserContext
  readonly page: Page
}

/** A phone with a wallet of its own, *Test Wallet*, in which a new account has one coin. */
export async function visitWithWallet(
  browser: Browser,
  { chainId, rpcUrl }: Pick<Stack, 'chainId' | 'rpcUrl'>,
  chain: ChainClient,
): Promise<WalletVisit> {
  const account = privateKeyToAccount(generatePrivateKey())
  await chain.setBalance({ address: account.address, value: parseEther('1') })
  const context = await browser.newContext({ viewport: PHONE })
  context.setDefaultTimeout(PATIENCE_MS)
  const wallet = await injectWallet(context, account, { name: 'Test Wallet', chainId, rpcUrl })
  return { account, wallet, context, page: await context.newPage() }
}
