'use client'

import { LoaderCircle, Wallet } from 'lucide-react'
import { type Connector, useConnect, useConnectors } from 'wagmi'
import { demoAccounts } from '#core/chain/demo-accounts.ts'
import { useDeployment } from '../deployment.tsx'
import { ErrorNotice } from '../error-notice.tsx'
import { Notice } from '../notice.tsx'
import { useUiWords } from '../words/use-ui-words.ts'
import { DEMO_ID } from './demo-connector.ts'
import { useDemoAccounts } from './use-demo-accounts.ts'
import { WalletBrowsers } from './wallet-browsers.tsx'

/** Every wallet that can be connected here, one button each. */
export function WalletChoices({ onConnected }: { readonly onConnected?: () => void }) {
  const t = useUiWords()
  const connectors = useConnectors()
  const connecting = useConnect()
  const connect = (connector: Connector) =>
    connecting.mutate({ connector }, onConnected ? { onSuccess: onConnected } : {})
  const isAsked = (connector: Connector) =>
    connecting.isPending && connecting.variables.connector === connector
  const { demo: kind } = useDeployment()
  const hasDemoKeys = useDemoAccounts().length > 0
  const demo = connectors.filter((connector) => hasDemoKeys && connector.id.startsWith(DEMO_ID))
  const injected = connectors.filter((connector) => !connector.id.startsWith(DEMO_ID))

  return (
    <div className="space-y-4">
      {connecting.error && <ErrorNotice error={connecting.error} />}
      {injected.length > 0 && (
        <ul className="space-y-2">
          {injected.map((connector) => (
            <li key={connector.uid}>
              <Choice connector={connector} onPick={connect} isAsked={isAsked(connector)} />
            </li>
          ))}
        </ul>
      )}
      {injected.length === 0 && demo.length === 0 && (
        <Notice title={t('wallet.noneTitle')}>
          {t(kind === 'fresh' ? 'wallet.noneFresh' : 'wallet.noneText')}
          <WalletBrowsers />
        </Notice>
      )}
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
        {part && <span className="block text-sm text-ink-soft">{t(`demoPart.${part}`)}</span>}
      </span>
    </button>
  )
}
