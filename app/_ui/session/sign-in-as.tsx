'use client'

import { LogIn } from 'lucide-react'
import type { ComponentProps } from 'react'
import type { Address as WalletAddress } from 'viem'
import { Button } from '../button.tsx'
import { ErrorNotice } from '../error-notice.tsx'
import { Address } from '../wallet/address.tsx'
import { useUiWords } from '../words/use-ui-words.ts'

type SignInAsProps = {
  readonly wallet: WalletAddress
  readonly onSignIn: () => void
  readonly isBusy: boolean
  readonly error: Error | null
  readonly size?: ComponentProps<typeof Button>['size']
}

/** Which wallet is about to sign in, why it did not work, and the button that asks it to. */
export function SignInAs({ wallet, onSignIn, isBusy, error, size }: SignInAsProps) {
  const t = useUiWords()
  return (
    <>
      <p>{t.nodes('wallet.connectedAs', { wallet: <Address value={wallet} className="font-medium" /> })}</p>
      {error && <ErrorNotice error={error} />}
      <Button {...(size ? { size } : {})} className="w-full" isBusy={isBusy} onClick={onSignIn}>
        {!isBusy && <LogIn aria-hidden="true" className="size-5" />}
        {isBusy ? t('action.signingIn') : t('action.signIn')}
      </Button>
    </>
  )
}
