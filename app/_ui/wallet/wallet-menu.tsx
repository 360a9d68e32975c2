'use client'

import { useQueryClient } from '@tanstack/react-query'
import { ChevronDown, LogOut } from 'lucide-react'
import { Popover } from 'radix-ui'
import { useState } from 'react'
import { useConnection, useDisconnect } from 'wagmi'
import { Button } from '../button.tsx'
import { forgetAccount } from '../session/forget-account.ts'
import { signOut } from '../session/sign-in.ts'
import { useUiWords } from '../words/use-ui-words.ts'
import { Address, useDemoName } from './address.tsx'
import { WalletChoices } from './wallet-choices.tsx'

/** The wallet in the header: connects, shows who is connected, disconnects. */
export function WalletMenu() {
  const t = useUiWords()
  const [isOpen, setOpen] = useState(false)
  const { address, status } = useConnection()
  const disconnecting = useDisconnect()
  const queryClient = useQueryClient()
  const name = useDemoName(address)
  const isSettling = status === 'reconnecting' && !address

  const disconnect = () => {
    void signOut()
    disconnecting.mutate({})
    // what the page in view still knows of the account goes too
    if (address) void forgetAccount(address).then(() => queryClient.resetQueries())
    setOpen(false)
  }

  return (
    <Popover.Root open={isOpen} onOpenChange={setOpen}>
      <Popover.Trigger asChild>
        <Button
          look={address ? 'secondary' : 'primary'}
          size="small"
          className="min-h-11"
          disabled={isSettling}
        >
          {address
            ? (name ?? `${address.slice(0, 5)}…${address.slice(-3)}`)
            : isSettling
              ? t('wallet.settling')
              : t('wallet.connect')}
          <ChevronDown aria-hidden="true" className="size-4" />
        </Button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="end"
          sideOffset={8}
          collisionPadding={12}
          aria-label={t('wallet.wallet')}
          className="z-30 max-h-[75dvh] w-88 max-w-[calc(100vw-24px)] overflow-y-auto rounded-card border border-line bg-paper p-4 shadow-card"
        >
          {address ? (
            <div className="space-y-4">
              <p>
                <span className="block text-sm text-ink-soft">{t('wallet.connected')}</span>
                <Address value={address} className="font-medium" />
              </p>
              <Button look="secondary" className="w-full" onClick={disconnect}>
                <LogOut aria-hidden="true" className="size-4" /> {t('wallet.disconnect')}
              </Button>
              <p className="text-sm text-ink-soft">{t('wallet.forgets')}</p>
            </div>
          ) : (
            <WalletChoices onConnected={() => setOpen(false)} />
          )}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}
