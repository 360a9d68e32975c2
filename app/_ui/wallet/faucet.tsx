'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Droplets } from 'lucide-react'
import { useConnection } from 'wagmi'
import { callApi } from '../api/client.ts'
import { faucetGift } from '../api/shapes.ts'
import { Button } from '../button.tsx'
import { useDeployment } from '../deployment.tsx'
import { ErrorNotice } from '../error-notice.tsx'
import { useMoney } from '../event/money.ts'
import { useUiWords } from '../words/use-ui-words.ts'

/** Play money for the connected wallet; nothing on any chain but the local one. */
export function Faucet() {
  const t = useUiWords()
  const money = useMoney(null)
  const { demo } = useDeployment()
  const { address } = useConnection()
  const queries = useQueryClient()
  const giving = useMutation({
    mutationFn: () => callApi('/api/faucet', faucetGift, { method: 'POST', body: { address } }),
    onSuccess: () => queries.invalidateQueries(),
  })
  if (demo !== 'published' || !address) return null
  if (giving.data) return <p role="status">{t('wallet.given', { amount: money(giving.data.amount) })}</p>
  return (
    <div className="space-y-2">
      {giving.error && <ErrorNotice error={giving.error} />}
      <Button look="secondary" isBusy={giving.isPending} onClick={() => giving.mutate()}>
        <Droplets aria-hidden="true" className="size-4" /> {t('wallet.faucet')}
      </Button>
    </div>
  )
}
