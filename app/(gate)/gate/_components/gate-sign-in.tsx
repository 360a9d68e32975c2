'use client'

import { LogIn } from 'lucide-react'
import { useConnection, useDisconnect } from 'wagmi'
import { Button } from '#ui/button.tsx'
import { errorWords } from '#ui/error-words.ts'
import { Notice } from '#ui/notice.tsx'
import { Address } from '#ui/wallet/address.tsx'
import { WalletChoices } from '#ui/wallet/wallet-choices.tsx'
import { GateFrame } from './gate-frame.tsx'

type GateSignInProps = {
  readonly onSignIn: () => void
  readonly isBusy: boolean
  readonly error: Error | null
}

/** First step at the gate: show who you are. */
export function GateSignIn({ onSignIn, isBusy, error }: GateSignInProps) {
  const { address } = useConnection()
  const disconnecting = useDisconnect()
  return (
    <GateFrame
      title="Scan at a gate"
      lead={
        address
          ? 'Sign in, so that every scan says who made it.'
          : 'For staff. Connect the wallet that the organizer has put on the staff list.'
      }
    >
      {address ? (
        <div className="space-y-4">
          <p>
            Connected: <Address value={address} className="font-medium" />
          </p>
          {error && (
            <Notice tone="bad" title={errorWords(error).title}>
              {errorWords(error).advice}
            </Notice>
          )}
          <Button size="large" className="w-full" isBusy={isBusy} onClick={onSignIn}>
            {!isBusy && <LogIn aria-hidden="true" className="size-5" />}
            {isBusy ? 'Waiting for your wallet' : 'Sign in'}
          </Button>
          <Button look="quiet" className="w-full" onClick={() => disconnecting.mutate({})}>
            Use another wallet
          </Button>
        </div>
      ) : (
        <WalletChoices />
      )}
    </GateFrame>
  )
}
