'use client'

import { LogIn } from 'lucide-react'
import { useConnection, useDisconnect } from 'wagmi'
import { useGateWords } from '#gate/_words/use-words.ts'
import { Button } from '#ui/button.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { Address } from '#ui/wallet/address.tsx'
import { WalletChoices } from '#ui/wallet/wallet-choices.tsx'
import { useUiWords } from '#ui/words/use-ui-words.ts'
import { GateFrame } from './gate-frame.tsx'

type GateSignInProps = {
  readonly onSignIn: () => void
  readonly isBusy: boolean
  readonly error: Error | null
}

/** First step at the gate: show who you are. */
export function GateSignIn({ onSignIn, isBusy, error }: GateSignInProps) {
  const t = useGateWords()
  const ui = useUiWords()
  const { address } = useConnection()
  const disconnecting = useDisconnect()
  return (
    <GateFrame title={t('frame.title')} lead={address ? t('signIn.lead') : t('signIn.leadConnect')}>
      {address ? (
        <div className="space-y-4">
          <p>
            {ui.nodes('wallet.connectedAs', { wallet: <Address value={address} className="font-medium" /> })}
          </p>
          {error && <ErrorNotice error={error} />}
          <Button size="large" className="w-full" isBusy={isBusy} onClick={onSignIn}>
            {!isBusy && <LogIn aria-hidden="true" className="size-5" />}
            {isBusy ? ui('action.signingIn') : ui('action.signIn')}
          </Button>
          <Button look="quiet" className="w-full" onClick={() => disconnecting.mutate({})}>
            {t('signIn.other')}
          </Button>
        </div>
      ) : (
        <WalletChoices />
      )}
    </GateFrame>
  )
}
