'use client'

import { useConnection, useDisconnect } from 'wagmi'
import { useGateWords } from '#gate/_words/use-words.ts'
import { Button } from '#ui/button.tsx'
import { SignInAs } from '#ui/session/sign-in-as.tsx'
import { WalletChoices } from '#ui/wallet/wallet-choices.tsx'
import { GateFrame } from './gate-frame.tsx'

type GateSignInProps = {
  readonly onSignIn: () => void
  readonly isBusy: boolean
  readonly error: Error | null
}

/** First step at the gate: show who you are. */
export function GateSignIn({ onSignIn, isBusy, error }: GateSignInProps) {
  const t = useGateWords()
  const { address } = useConnection()
  const disconnecting = useDisconnect()
  return (
    <GateFrame title={t('frame.title')} lead={address ? t('signIn.lead') : t('signIn.leadConnect')}>
      {address ? (
        <div className="space-y-4">
          <SignInAs wallet={address} onSignIn={onSignIn} isBusy={isBusy} error={error} size="large" />
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
