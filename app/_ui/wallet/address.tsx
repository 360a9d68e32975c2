'use client'

import { type Address as AddressValue, getAddress } from 'viem'
import { classNames } from '../class-names.ts'
import { useDemoAccounts } from './use-demo-accounts.ts'

/** The name that an account has in the demo, where there is one. */
export function useDemoName(address: string | undefined): string | undefined {
  return useDemoAccounts().find((account) => account.address === address?.toLowerCase())?.name
}

/** A wallet's address, shortened for people; in full for whoever points at it or copies it. */
export function Address({ value, className }: { readonly value: string; readonly className?: string }) {
  const name = useDemoName(value)
  const full = getAddress(value as AddressValue)
  const short = `${full.slice(0, 6)}…${full.slice(-4)}`
  return (
    <span title={full} className={classNames('whitespace-nowrap', className)}>
      {name && <>{name} </>}
      <span className={classNames('font-mono text-[0.92em]', name && 'text-ink-soft')}>{short}</span>
    </span>
  )
}
