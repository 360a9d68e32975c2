'use client'

import {
  CloudAlert,
  CloudUpload,
  type LucideIcon,
  MapPin,
  Unlink,
  Volume2,
  VolumeX,
  Wifi,
  WifiOff,
} from 'lucide-react'
import { useState } from 'react'
import type { Event } from '#core/api/event.ts'
import { isMuted, setMuted } from '#gate/_scanner/feedback.ts'
import type { GateScanner } from '#gate/_scanner/gate-scanner.ts'
import type { Post } from '#gate/_scanner/post.ts'
import { useGateCount } from '#gate/_scanner/use-gate-count.ts'
import { useGateState } from '#gate/_scanner/use-gate-scanner.ts'
import { type Link, useLink } from '#gate/_scanner/use-link.ts'
import { useGateWords } from '#gate/_words/use-words.ts'
import { Button } from '#ui/button.tsx'
import { titleOf } from '#ui/event/title-of.ts'
import type { Tone } from '#ui/notice.tsx'
import { Tag } from '#ui/tag.tsx'

type GateBarProps = {
  readonly event: Event
  readonly post: Post
  readonly scanner: GateScanner
  readonly onLeave: () => void
}

/** Above the camera: where this scanner stands, how many came in here, and whether the server can decide. */
export function GateBar({ event, post, scanner, onLeave }: GateBarProps) {
  const t = useGateWords()
  const gate = event.gates.find((each) => each.gateId === post.gateId)
  const list = event.lists.find((each) => each.listId === post.listId)
  const admitted = useGateCount(post)
  return (
    <header className="flex items-center gap-x-2 border-b border-line px-4 pt-[calc(0.5rem+env(safe-area-inset-top))] pb-2">
      <div className="min-w-0 flex-1">
        <p className="truncate font-semibold">{titleOf(event)}</p>
        <p className="truncate text-sm text-ink-soft">
          {gate?.name ?? t('stage.gate', { gate: post.gateId })} · {list?.name ?? post.listId}
        </p>
      </div>
      {admitted !== undefined && (
        <p className="px-1 text-center text-xs leading-tight text-ink-soft">
          <span className="sr-only">{t('stage.admitted', { count: admitted })}</span>
          <span aria-hidden="true" className="block text-xl leading-none font-semibold text-ink tabular-nums">
            {admitted}
          </span>
          <span aria-hidden="true">{t('stage.inside')}</span>
        </p>
      )}
      <Waiting scanner={scanner} />
      <Connection />
      <SoundSwitch />
      <Button
        look="quiet"
        size="small"
        className="-mr-2 min-h-11"
        aria-label={t('stage.change')}
        onClick={onLeave}
      >
        <MapPin aria-hidden="true" className="size-5" />
      </Button>
    </header>
  )
}

/** Scans without an answer yet. */
function Waiting({ scanner }: { readonly scanner: GateScanner }) {
  const t = useGateWords()
  const waiting = useGateState(scanner, 'waiting')
  if (waiting === 0) return null
  return (
    <Tag tone="warn" Icon={CloudUpload}>
      {t('stage.waiting', { count: waiting })}
    </Tag>
  )
}

const LOOKS: Record<Link, { readonly tone: Tone; readonly Icon: LucideIcon }> = {
  offline: { tone: 'bad', Icon: WifiOff },
  online: { tone: 'good', Icon: Wifi },
  connecting: { tone: 'info', Icon: Wifi },
  mirror: { tone: 'warn', Icon: Unlink },
  trouble: { tone: 'warn', Icon: CloudAlert },
}

function Connection() {
  const t = useGateWords()
  const link = useLink()
  const { tone, Icon } = LOOKS[link]
  const word = t(`link.${link}`)
  return (
    <span role="status" aria-label={t('link.label', { word })}>
      <Tag tone={tone} Icon={Icon}>
        {word}
      </Tag>
    </span>
  )
}

function SoundSwitch() {
  const t = useGateWords()
  const [isOff, setOff] = useState(isMuted)
  const Icon = isOff ? VolumeX : Volume2
  const toggle = () => {
    setMuted(!isOff)
    setOff(!isOff)
  }
  return (
    <Button
      look="quiet"
      size="small"
      className="min-h-11"
      aria-label={t('stage.sound')}
      aria-pressed={!isOff}
      onClick={toggle}
    >
      <Icon aria-hidden="true" className="size-5" />
    </Button>
  )
}
