'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { CircleCheck } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { z } from 'zod'
import type { Event } from '#core/api/event.ts'
import { PictureField } from '#organizer/_office/picture-field.tsx'
import { listZones } from '#organizer/_office/zones.ts'
import { useOrganizerWords } from '#organizer/_words/use-words.ts'
import { eventQuery } from '#ui/api/queries.ts'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { titleOf } from '#ui/event/title-of.ts'
import { SelectField, TextArea, TextField } from '#ui/field.tsx'
import { callAuthorised } from '#ui/session/authorised.ts'
import { Tag } from '#ui/tag.tsx'

/** Changes what an event says about itself beside its contract. */
export function DescriptionForm({ event }: { readonly event: Event }) {
  const t = useOrganizerWords()
  const queries = useQueryClient()
  const [said, setSaid] = useState({
    title: titleOf(event),
    venue: event.description?.venue ?? '',
    about: event.description?.about ?? '',
    timeZone: event.timeZone,
  })
  /** undefined: as it is on the server */
  const [picture, setPicture] = useState<string | null>()
  const [hasTried, setTried] = useState(false)
  const saving = useMutation({
    mutationFn: () =>
      callAuthorised(`/api/events/${event.eventId}/description`, z.undefined(), {
        method: 'POST',
        body: { ...said, ...(picture === undefined ? {} : { picture }) },
      }),
    onSuccess: () => queries.invalidateQueries(eventQuery(event.eventId)),
  })
  const set = (change: Partial<typeof said>) => {
    setSaid({ ...said, ...change })
    saving.reset()
  }
  const isFit = said.title.trim() !== ''
  const submit = (submission: FormEvent) => {
    submission.preventDefault()
    setTried(true)
    if (isFit) saving.mutate()
  }
  return (
    <Card className="space-y-4" title={t('settings.description')} text={t('settings.descriptionText')}>
      <form noValidate onSubmit={submit} className="space-y-4">
        <TextField
          label={t('create.name')}
          maxLength={120}
          value={said.title}
          error={hasTried && !isFit ? t('fault.required') : undefined}
          onChange={({ target }) => set({ title: target.value })}
        />
        <TextField
          label={t('create.venue')}
          hint={t('create.venueHint')}
          maxLength={200}
          value={said.venue}
          onChange={({ target }) => set({ venue: target.value })}
        />
        <TextArea
          label={t('create.about')}
          maxLength={4000}
          value={said.about}
          onChange={({ target }) => set({ about: target.value })}
        />
        <SelectField
          label={t('create.zone')}
          hint={t('create.zoneHint')}
          value={said.timeZone}
          onChange={({ target }) => set({ timeZone: target.value })}
        >
          {listZones(said.timeZone).map((zone) => (
            <option key={zone}>{zone}</option>
          ))}
        </SelectField>
        <PictureField
          picture={picture ?? null}
          kept={picture === undefined ? (event.description?.picture ?? null) : null}
          onPicture={(next) => {
            setPicture(next)
            saving.reset()
          }}
        />
        {saving.error && <ErrorNotice error={saving.error} />}
        <div className="flex items-center gap-3">
          <Button type="submit" isBusy={saving.isPending}>
            {t('settings.save')}
          </Button>
          {saving.isSuccess && (
            <span role="status">
              <Tag tone="good" Icon={CircleCheck}>
                {t('settings.saved')}
              </Tag>
            </span>
          )}
        </div>
      </form>
    </Card>
  )
}
