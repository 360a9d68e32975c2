'use client'

import { LoaderCircle, Wallet } from 'lucide-react'
import { lazy, Suspense } from 'react'
import { type Connector, useConnect, useConnectors } from 'wagmi'
import { demoAccounts } from '#core/chain/demo-accounts.ts'
import { useDeployment } from '../deployment.tsx'
import { ErrorNotice } from '../error-notice.tsx'
import { Notice } from '../notice.tsx'
import { useUiWords } from '../words/use-ui-words.ts'
import { BASE_ACCOUNT_ID } from './base-account-connector.ts'
import { DEMO_ID } from './demo-connector.ts'
import { loadAskWallet } from './load-ask-wallet.ts'
import { useDemoAccounts } from './use-demo-accounts.ts'
import { WalletBrowsers } from './wallet-browsers.tsx'
import { WALLET_CONNECT_ID } from './wallet-connect/connector.ts'
import { usePairing } from './wallet-connect/use-pairing.ts'

// draws codes, which few pages do otherwise
const PairWallet = lazy(async () => ({
  default: (await import('./wallet-connect/pair-wallet.tsx')).PairWallet,
}))

/** Wallets that are not in the browser. */
const OUTSIDE = [WALLET_CONNECT_ID, BASE_ACCOUNT_ID] as const

const findOutside = ({ id }: Connector) => OUTSIDE.find((outside) => outside === id)

/** Every wallet that can be connected here, one button each. */
export function WalletChoices({ onConnected }: { readonly onConnected?: () => void }) {
  const t = useUiWords()
  const connectors = useConnectors()
  const connecting = useConnect()
  const connect = (connector: Connector) => {
    // who connects is about to be asked more; not every wallet may open its window long after a tap
    loadAskWallet().catch(() => undefined)
    // by its promise, as whoever shows this may show it no longer once a wallet is connected
    connecting.mutateAsync({ connector }).then(onConnected, () => undefined)
  }
  const isAsked = (connector: Connector) =>
    connecting.isPending && connecting.variables.connector === connector
  const { demo: kind } = useDeployment()
  const hasDemoKeys = useDemoAccounts().length > 0
  const demo = connectors.filter((connector) => hasDemoKeys && connector.id.startsWith(DEMO_ID))
  const others = connectors.filter((connector) => !connector.id.startsWith(DEMO_ID))
  // what is in the browser already comes first
  const injected = others.filter((connector) => !findOutside(connector))
  const outside = others.filter((connector) => findOutside(connector))

  const { uri, onOpened } = usePairing()
  const pairing = outside.find((connector) => connector.id === WALLET_CONNECT_ID && isAsked(connector))
  if (pairing && uri) {
    const giveUp = () => {
      connecting.reset()
      void pairing.disconnect()
    }
    return (
      <Suspense
        fallback={<LoaderCircle aria-hidden="true" className="size-5 animate-spin text-accent-ink" />}
      >
        <PairWallet uri={uri} onOpened={onOpened} onGiveUp={giveUp} />
      </Suspense>
    )
  }

  return (
    <div className="space-y-4">
      {connecting.error && <ErrorNotice error={connecting.error} />}
      {others.length > 0 && (
        <ul className="space-y-2">
          {[...injected, ...outside].map((connector) => (
            <li key={connector.uid}>
              <Choice connector={connector} onPick={connect} isAsked={isAsked(connector)} />
            </li>
          ))}
        </ul>
      )}
      {injected.length === 0 &&
        demo.length === 0 &&
        (outside.length > 0 ? (
          <WalletBrowsers />
        ) : (
          <Notice title={t('wallet.noneTitle')}>
            {t(kind === 'fresh' ? 'wallet.noneFresh' : 'wallet.noneText')}
            <WalletBrowsers />
          </Notice>
        ))}
      {demo.length > 0 && (
        <div>
          <p className="text-sm text-ink-soft">{t(kind === 'fresh' ? 'wallet.demoFresh' : 'wallet.demo')}</p>
          <ul className="mt-2 grid grid-cols-2 gap-2">
            {demo.map((connector) => (
              <li key={connector.uid}>
                <Choice connector={connector} onPick={connect} isAsked={isAsked(connector)} />
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  )
}

type ChoiceProps = {
  readonly connector: Connector
  /** It has been asked and not answered yet; some never do, so it can be asked again. */
  readonly isAsked: boolean
  readonly onPick: (connector: Connector) => void
}

function Choice({ connector, isAsked, onPick }: ChoiceProps) {
  const t = useUiWords()
  const outside = findOutside(connector)
  const part = demoAccounts.find((account) => connector.id === `${DEMO_ID}${account.index}`)?.part
  return (
    <button
      type="button"
      aria-busy={isAsked}
      onClick={() => onPick(connector)}
      className="flex min-h-12 w-full cursor-pointer items-center gap-3 rounded-control border border-line bg-surface px-3 py-1.5 text-left transition-colors hover:border-accent-ink"
    >
      {isAsked ? (
        <LoaderCircle aria-hidden="true" className="size-5 shrink-0 animate-spin text-accent-ink" />
      ) : connector.icon ? (
        <img src={connector.icon} alt="" className="size-6 rounded" />
      ) : (
        <Wallet aria-hidden="true" className="size-5 shrink-0 text-accent-ink" />
      )}
      <span className="min-w-0">
        <span className="block font-medium">{connector.name}</span>
        {isAsked && <span className="block text-sm text-ink-soft">{t('action.signingIn')}</span>}
        {outside && !isAsked && (
          <span className="block text-sm text-ink-soft">{t(`outsideWallet.${outside}`)}</span>
        )}
        {part && <span className="block text-sm text-ink-soft">{t(`demoPart.${part}`)}</span>}
      </span>
    </button>
  )
}
