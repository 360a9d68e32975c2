'use client'

import { useQuery } from '@tanstack/react-query'
import { SearchX } from 'lucide-react'
import { useState } from 'react'
import type { Direction } from '#core/api/scan.ts'
import { unlockSound } from '#gate/_scanner/feedback.ts'
import type { Post } from '#gate/_scanner/post.ts'
import { useCamera } from '#gate/_scanner/use-camera.ts'
import { useCodeReader } from '#gate/_scanner/use-code-reader.ts'
import { useGateScanner } from '#gate/_scanner/use-gate-scanner.ts'
import { useWatch } from '#gate/_scanner/use-watch.ts'
import { useWedge } from '#gate/_scanner/use-wedge.ts'
import { useGateWords } from '#gate/_words/use-words.ts'
import { Loaded } from '#ui/api/loaded.tsx'
import { eventQuery } from '#ui/api/queries.ts'
import { Button } from '#ui/button.tsx'
import { Empty } from '#ui/empty.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import { useWakeLock } from '#ui/use-wake-lock.ts'
import { CameraView } from './camera-view.tsx'
import { Controls } from './controls.tsx'
import { GateBar } from './gate-bar.tsx'
import { VerdictLayer } from './verdict-layer.tsx'

type ScanStageProps = { readonly post: Post; readonly staff: string; readonly onLeave: () => void }

/** Third step at the gate, and the whole shift: camera, verdict, next. */
export function ScanStage({ post, staff, onLeave }: ScanStageProps) {
  const t = useGateWords()
  const query = useQuery(eventQuery(post.eventId))
  const scanner = useGateScanner(post, staff)
  const [direction, setDirection] = useState<Direction>('entry')
  const camera = useCamera()
  const reader = useCodeReader()
  useWatch(camera, reader, scanner.see)
  useWedge(scanner.enter)
  useWakeLock(true)

  const turn = (next: Direction) => {
    scanner.setDirection(next)
    setDirection(next)
  }
  return (
    // a first touch anywhere lets the page make sounds, also after a reload
    <div onPointerDownCapture={unlockSound} className="fixed inset-0 flex flex-col overflow-hidden">
      <Loaded
        query={query}
        loading={<Skeleton label={t('stage.loading')} className="m-4 h-16" />}
        missing={<Gone onLeave={onLeave} />}
      >
        {(event) => (
          <>
            <GateBar event={event} post={post} scanner={scanner} onLeave={onLeave} />
            <CameraView camera={camera} isReaderReady={reader !== undefined} direction={direction} />
            <Controls
              event={event}
              camera={camera}
              reader={reader}
              scanner={scanner}
              direction={direction}
              onDirection={turn}
            />
            <VerdictLayer scanner={scanner} event={event} listId={post.listId} />
          </>
        )}
      </Loaded>
    </div>
  )
}

function Gone({ onLeave }: { readonly onLeave: () => void }) {
  const t = useGateWords()
  return (
    <Empty
      Icon={SearchX}
      title={t('stage.goneTitle')}
      actions={
        <Button look="secondary" onClick={onLeave}>
          {t('stage.chooseOther')}
        </Button>
      }
    >
      {t('stage.goneText')}
    </Empty>
  )
}
