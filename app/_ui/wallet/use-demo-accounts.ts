'use client'

import { useEffect, useMemo, useSyncExternalStore } from 'react'
import { type DemoAccount, demoAccounts } from '#core/chain/demo-accounts.ts'
import { useDeployment } from '../deployment.tsx'
import { currentDemoKeys, onDemoKeysChange, takeDemoLink } from './demo-keys.ts'

const NONE: readonly DemoAccount[] = []

/** The demo accounts whose keys this page has: everybody's on the local chain, or those that a link has brought. */
export function useDemoAccounts(): readonly DemoAccount[] {
  const { demo } = useDeployment()
  const keys = useSyncExternalStore(onDemoKeysChange, currentDemoKeys, () => undefined)
  return useMemo(() => {
    if (demo === 'published') return demoAccounts
    if (demo === undefined || !keys) return NONE
    return demoAccounts.flatMap((account, at) => {
      const address = keys.addresses[at]
      return address ? [{ ...account, address }] : []
    })
  }, [demo, keys])
}

/** Takes the demo accounts in that the page was opened with, where the deployment has such. */
export function TakeDemoLink() {
  const { demo } = useDeployment()
  useEffect(() => {
    if (demo !== 'fresh') return
    void takeDemoLink()
    // scanned again while the page is open
    const take = () => void takeDemoLink()
    addEventListener('hashchange', take)
    return () => removeEventListener('hashchange', take)
  }, [demo])
  return null
}
