'use client'

import type { Event } from '#core/api/event.ts'
import { isDocumentUri, newDocumentUri } from '#organizer/_office/document-uri.ts'
import { OrganizerOnly } from '#organizer/_office/organizer-only.tsx'
import { useOrganizerWords } from '#organizer/_words/use-words.ts'
import { Card } from '#ui/card.tsx'
import { callEvent } from '#ui/wallet/contract-call.ts'
import { SendAction } from '#ui/wallet/send-action.tsx'

/** Where the contract says that its description is; and, if that is not here, a way to have it here. */
export function DocumentHost({ event }: { readonly event: Event }) {
  const t = useOrganizerWords()
  const uri = event.contractUri
  const isHere = isDocumentUri(uri, location.origin)
  return (
    <Card className="space-y-3" title={t('document.title')} text={t('document.text')}>
      {uri === '' ? (
        <p>{t('document.nowhere')}</p>
      ) : (
        <p className="wrap-anywhere">
          {isHere ? t('document.here') : t('document.elsewhere')}{' '}
          <code className="font-mono text-sm">{uri}</code>
        </p>
      )}
      {!isHere && (
        <OrganizerOnly event={event}>
          <SendAction
            eventId={event.eventId}
            look="secondary"
            makeCall={() => callEvent(event, 'changeContractURI', [newDocumentUri(location.origin)])}
          >
            {t('document.host')}
          </SendAction>
        </OrganizerOnly>
      )}
    </Card>
  )
}
