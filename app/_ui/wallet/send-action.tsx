'use client'

import type { ComponentProps, ReactNode } from 'react'
import { Button } from '../button.tsx'
import type { ContractCall } from './contract-call.ts'
import { SendingView } from './sending-view.tsx'
import { useSending } from './use-sending.ts'

type SendActionProps = {
  readonly eventId: string
  /** What the button says. */
  readonly children: ReactNode
  readonly look?: ComponentProps<typeof Button>['look']
  /** The call to sign, made when the button is pressed; undefined: something is not right yet, and the form says so. */
  readonly makeCall: () => ContractCall | undefined
  readonly onDone?: () => void
  readonly disabled?: boolean
}

/** A button that has the wallet sign one call, and what becomes of it. */
export function SendAction({ eventId, children, look, makeCall, onDone, disabled }: SendActionProps) {
  const { runCall, sending, isUnderWay } = useSending()
  const press = () => {
    const call = makeCall()
    if (call) runCall(eventId, call, onDone ? { onSuccess: onDone } : {})
  }
  return (
    <div className="space-y-3">
      <Button {...(look ? { look } : {})} isBusy={isUnderWay} disabled={disabled} onClick={press}>
        {children}
      </Button>
      <SendingView sending={sending} />
    </div>
  )
}
