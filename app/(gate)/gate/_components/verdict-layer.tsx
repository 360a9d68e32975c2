'use client'

import type { Event } from '#core/api/event.ts'
import type { GateScanner } from '#gate/_scanner/gate-scanner.ts'
import { useGateState } from '#gate/_scanner/use-gate-scanner.ts'
import { useGateWords } from '#gate/_words/use-words.ts'
import { AskingScreen } from './asking-screen.tsx'
import { VerdictBoundary } from './verdict-boundary.tsx'
import { VerdictScreen } from './verdict-screen.tsx'

type VerdictLayerProps = {
  readonly scanner: GateScanner
  readonly event: Event
  /** The check-in list that is scanned for. */
  readonly listId: string
}

/** Over the camera: the question to a person, or the verdict. */
export function VerdictLayer({ scanner, event, listId }: VerdictLayerProps) {
  const t = useGateWords()
  const view = useGateState(scanner, 'view')
  return (
    // there from the start: a screen reader hears only what appears in a region that it knows
    <div aria-live="assertive">
      <VerdictBoundary key={view.kind === 'ready' ? 0 : view.id} words={t('verdict.broken')}>
        {view.kind === 'asking' && (
          <AskingScreen preview={view.preview} event={event} onDecide={scanner.decide} />
        )}
        <VerdictScreen view={view} event={event} listId={listId} onDismiss={scanner.dismiss} />
      </VerdictBoundary>
    </div>
  )
}
