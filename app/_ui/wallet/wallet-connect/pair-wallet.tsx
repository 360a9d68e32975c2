'use client'

import { ExternalLink } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../button.tsx'
import { QrCode } from '../../qr-code.tsx'
import { useUiWords } from '../../words/use-ui-words.ts'

type PairWalletProps = {
  /** The address that a wallet has to be given. It holds a key: whoever has it can answer as the wallet. */
  readonly uri: string
  /** The address was opened on this phone. */
  readonly onOpened: () => void
  readonly onGiveUp: () => void
}

/** Leads to a wallet on another device by a code, and to one on this phone by a link. */
export function PairWallet({ uri, onOpened, onGiveUp }: PairWalletProps) {
  const t = useUiWords()
  const [copied, setCopied] = useState<string>()
  const isPhone = matchMedia('(pointer: coarse)').matches
  return (
    <div className="space-y-3">
      <p className="font-medium">{t('wallet.pairTitle')}</p>
      <QrCode
        text={uri}
        mode="any"
        label={t('wallet.pairCode')}
        className="mx-auto w-full max-w-72 rounded-card"
      />
      <p className="text-sm text-ink-soft">{t('wallet.pairText')}</p>
      {isPhone && (
        <Button asChild className="w-full">
          <a href={uri} onClick={onOpened}>
            <ExternalLink aria-hidden="true" className="size-4" /> {t('wallet.pairHere')}
          </a>
        </Button>
      )}
      <Button
        look="secondary"
        className="w-full"
        onClick={() => void navigator.clipboard.writeText(uri).then(() => setCopied(uri))}
      >
        {t(copied === uri ? 'wallet.pairCopied' : 'wallet.pairCopy')}
      </Button>
      <Button look="quiet" className="w-full" onClick={onGiveUp}>
        {t('wallet.pairCancel')}
      </Button>
    </div>
  )
}
