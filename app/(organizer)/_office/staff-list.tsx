'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { UserMinus } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { z } from 'zod'
import { type StaffRole, staffRole } from '#core/api/auth.ts'
import { type StaffRequest, staffMember } from '#core/api/staff.ts'
import { useOrganizerWords } from '#organizer/_words/use-words.ts'
import { Loaded } from '#ui/api/loaded.tsx'
import { staffQuery } from '#ui/api/queries.ts'
import { Button } from '#ui/button.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { SelectField } from '#ui/field.tsx'
import { callAuthorised } from '#ui/session/authorised.ts'
import { Skeleton } from '#ui/skeleton.tsx'
import { Address } from '#ui/wallet/address.tsx'
import { useWalletInput, WalletField } from './wallet-field.tsx'

type StaffListProps = { readonly eventId: string }

/** Who may scan for an event; adds and removes. */
export function StaffList({ eventId }: StaffListProps) {
  const t = useOrganizerWords()
  const query = useQuery(staffQuery(eventId))
  const queryClient = useQueryClient()
  const removing = useMutation({
    mutationFn: (address: string) =>
      callAuthorised(`/api/events/${eventId}/staff/${address}`, z.undefined(), { method: 'DELETE' }),
    onSettled: () => queryClient.invalidateQueries(staffQuery(eventId)),
  })
  return (
    <section>
      <h3 className="font-semibold">{t('staff.title')}</h3>
      {removing.error && <ErrorNotice error={removing.error} className="my-2" />}
      <Loaded query={query} loading={<Skeleton label={t('staff.loading')} />} missing={null}>
        {({ staff }) => {
          const active = staff.filter((member) => member.disabledAt === null)
          if (active.length === 0) {
            return <p className="mt-2 text-ink-soft">{t('staff.none')}</p>
          }
          return (
            <ul className="mt-1 divide-y divide-line">
              {active.map((member) => (
                <li key={member.address} className="flex items-center justify-between gap-3 py-2">
                  <span className="min-w-0">
                    <Address value={member.address} className="block" />
                    <span className="block text-sm text-ink-soft">{t(`staff.${member.role}`)}</span>
                  </span>
                  <Button
                    look="quiet"
                    size="small"
                    aria-label={t('staff.removeOne', { wallet: member.address })}
                    isBusy={removing.isPending && removing.variables === member.address}
                    onClick={() => removing.mutate(member.address)}
                  >
                    <UserMinus aria-hidden="true" className="size-4" /> {t('staff.remove')}
                  </Button>
                </li>
              ))}
            </ul>
          )
        }}
      </Loaded>
      <AddStaff eventId={eventId} />
    </section>
  )
}

function AddStaff({ eventId }: { readonly eventId: string }) {
  const t = useOrganizerWords()
  const queryClient = useQueryClient()
  const wallet = useWalletInput()
  const [role, setRole] = useState<StaffRole>('steward')
  const adding = useMutation({
    mutationFn: (member: StaffRequest) =>
      callAuthorised(`/api/events/${eventId}/staff`, staffMember, { method: 'POST', body: member }),
    onSuccess: () => queryClient.invalidateQueries(staffQuery(eventId)),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const address = wallet.check()
    if (address) adding.mutate({ address, role }, { onSuccess: wallet.clear })
  }
  return (
    <form onSubmit={submit} className="mt-4 space-y-3">
      {adding.error && <ErrorNotice error={adding.error} className="my-2" />}
      <WalletField label={t('staff.wallet')} input={wallet} />
      <SelectField
        label={t('staff.role')}
        value={role}
        onChange={(change) => setRole(staffRole.parse(change.target.value))}
      >
        {staffRole.options.map((each) => (
          <option key={each} value={each}>
            {t(`staff.${each}May`)}
          </option>
        ))}
      </SelectField>
      <Button type="submit" look="secondary" isBusy={adding.isPending}>
        {t('staff.add')}
      </Button>
    </form>
  )
}
