'use client'

import { useMutation } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import { downloadFile } from '#organizer/_office/download.ts'
import { useOrganizerWords } from '#organizer/_words/use-words.ts'
import { Button } from '#ui/button.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'

/** Tickets and scans as files for a spreadsheet. */
export function Exports({ eventId }: { readonly eventId: string }) {
  const t = useOrganizerWords()
  const exporting = useMutation({
    mutationFn: (name: 'tickets.csv' | 'scans.csv') =>
      downloadFile(`/api/events/${eventId}/${name}`, `${eventId.split(':')[1]?.slice(0, 10)}-${name}`),
  })
  const busyWith = exporting.isPending ? exporting.variables : undefined
  return (
    <div className="space-y-3">
      {exporting.error && <ErrorNotice error={exporting.error} />}
      <div className="flex flex-wrap gap-3">
        <Button
          look="secondary"
          isBusy={busyWith === 'tickets.csv'}
          onClick={() => exporting.mutate('tickets.csv')}
        >
          <Download aria-hidden="true" className="size-5" /> {t('tickets.exportTickets')}
        </Button>
        <Button
          look="secondary"
          isBusy={busyWith === 'scans.csv'}
          onClick={() => exporting.mutate('scans.csv')}
        >
          <Download aria-hidden="true" className="size-5" /> {t('tickets.exportScans')}
        </Button>
      </div>
    </div>
  )
}
