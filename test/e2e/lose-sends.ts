import type { Page } from 'playwright-core'

/** Lets so many transactions of the page's demo wallet through to the chain; those that follow are lost on their way. */
export async function loseSendsAfter(page: Page, allowed: number): Promise<void> {
  let sent = 0
  await page.route('**/api/rpc', async (route) => {
    const isSend = route.request().postData()?.includes('eth_sendRawTransaction') ?? false
    if (isSend && ++sent > allowed) await route.abort()
    else await route.continue()
  })
}
