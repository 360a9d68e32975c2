'use client'

import { ArrowLeftRight, Wallet } from 'lucide-react'
import { useConnection, useDisconnect } from 'wagmi'
import { useAttendeeWords } from '#attendee/_words/use-words.ts'
import { Button } from '#ui/button.tsx'
import { Address } from '#ui/wallet/address.tsx'
import { WalletChoices } from '#ui/wallet/wallet-choices.tsx'

type ConnectHolderProps = {
  /** Another wallet than the holder's is connected. */
  readonly isOther: boolean
  readonly holder: string
  /** what that wallet is wanted for */
  readonly why: 'code' | 'money'
}

/** Asks for the wallet that holds the ticket. */
export function ConnectHolder({ isOther, holder, why }: ConnectHolderProps) {
  const t = useAttendeeWords()
  const { address } = useConnection()
  const disconnecting = useDisconnect()
  const Icon = isOther ? ArrowLeftRight : Wallet
  return (
    <div className="px-2 py-3">
      <Icon aria-hidden="true" className="size-8 text-accent-ink" strokeWidth={1.75} />
      <h2 className="mt-3 text-xl font-semibold tracking-tight">
        {isOther ? t('holder.other') : t('holder.yours')}
      </h2>
      <p className="mt-2 mb-5 text-ink-soft">
        {isOther && address
          ? t.nodes(`holder.connectOther_${why}`, { holder: person(holder), wallet: person(address) })
          : t.nodes(`holder.connect_${why}`, { holder: person(holder) })}
      </p>
      {isOther ? (
        <Button
          look="secondary"
          className="w-full"
          isBusy={disconnecting.isPending}
          onClick={() => disconnecting.mutate({})}
        >
          {t('holder.change')}
        </Button>
      ) : (
        <WalletChoices />
      )}
    </div>
  )
}

function person(address: string) {
  return <Address value={address} className="font-medium text-ink" />
}
