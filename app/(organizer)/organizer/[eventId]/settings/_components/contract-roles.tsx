'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type ContractRole, contractRole } from '#core/api/auth.ts'
import type { Event } from '#core/api/event.ts'
import { CONTRACT_ROLES } from '#core/chain/contract-roles.ts'
import { contractRolesQuery } from '#organizer/_office/queries.ts'
import { useWalletInput, WalletField } from '#organizer/_office/wallet-field.tsx'
import { useOrganizerWords } from '#organizer/_words/use-words.ts'
import { Loaded } from '#ui/api/loaded.tsx'
import { Card } from '#ui/card.tsx'
import { SelectField } from '#ui/field.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import { Address } from '#ui/wallet/address.tsx'
import { callEvent } from '#ui/wallet/contract-call.ts'
import { SendAction } from '#ui/wallet/send-action.tsx'

/** Whom the contract itself lets issue tickets or mark them, given and taken by the organizer's signature. */
export function ContractRoles({ event }: { readonly event: Event }) {
  const t = useOrganizerWords()
  const query = useQuery(contractRolesQuery(event.eventId))
  return (
    <Card className="space-y-4" title={t('roles.title')} text={t('roles.text')}>
      <ul className="list-disc space-y-1 pl-5">
        {contractRole.options.map((role) => (
          <li key={role}>{t(`roles.means_${role}`)}</li>
        ))}
      </ul>
      <Loaded query={query} loading={<Skeleton label={t('roles.loading')} />} missing={null}>
        {({ holders }) =>
          holders.length === 0 ? (
            <p>{t('roles.none')}</p>
          ) : (
            <ul className="divide-y divide-line">
              {holders.map(({ role, address }) => (
                <li key={`${role} ${address}`} className="space-y-2 py-3">
                  <p className="wrap-anywhere">
                    <span className="font-medium">{t(`roles.${role}`)}</span> · <Address value={address} />
                  </p>
                  <SendAction
                    eventId={event.eventId}
                    look="secondary"
                    makeCall={() => callEvent(event, 'revokeRole', [CONTRACT_ROLES[role], address])}
                  >
                    {t(`roles.take_${role}`)}
                  </SendAction>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      <GrantRole event={event} />
    </Card>
  )
}

function GrantRole({ event }: { readonly event: Event }) {
  const t = useOrganizerWords()
  const to = useWalletInput()
  const [role, setRole] = useState<ContractRole>('minter')
  return (
    <div className="space-y-3">
      <WalletField label={t('roles.wallet')} input={to} />
      <SelectField
        label={t('roles.role')}
        value={role}
        onChange={({ target }) => setRole(contractRole.parse(target.value))}
      >
        {contractRole.options.map((each) => (
          <option key={each} value={each}>
            {t(`roles.${each}`)}
          </option>
        ))}
      </SelectField>
      <SendAction
        eventId={event.eventId}
        makeCall={() => {
          const wallet = to.check()
          return wallet && callEvent(event, 'grantRole', [CONTRACT_ROLES[role], wallet])
        }}
        onDone={to.clear}
      >
        {t('roles.give')}
      </SendAction>
    </div>
  )
}
