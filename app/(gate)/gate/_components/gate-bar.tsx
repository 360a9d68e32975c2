'use client'

import { useQuery } from '@tanstack/react-query'
import { CloudAlert, CloudUpload, type LucideIcon, MapPin, Wifi, WifiOff } from 'lucide-react'
import type { Event } from '#core/api/event.ts'
import type { Post } from '#gate/_scanner/post.ts'
import { useGateWords } from '#gate/_words/use-words.ts'
import { healthQuery } from '#ui/api/queries.ts'
import { Button } from '#ui/button.tsx'
import type { Tone } from '#ui/notice.tsx'
import { Tag } from '#ui/tag.tsx'

type GateBarProps = {
  readonly event: Event
  readonly post: Post
  /** Scans without an answer yet. */
  readonly waiting: number
  readonly onLeave: () => void
}

/** Above the camera: where this scanner stands, and whether the server can decide. */
export function GateBar({ event, post, waiting, onLeave }: GateBarProps) {
  const t = useGateWords()
  const gate = event.gates.find((each) => each.gateId === post.gateId)
  const list = event.lists.find((each) => each.listId === post.listId)
  return (
    <header className="flex items-center gap-3 border-b border-line px-4 pt-[calc(0.5rem+env(safe-area-inset-top))] pb-2">
      <div className="min-w-0 flex-1">
        <p className="truncate font-semibold">{event.name}</p>
        <p className="truncate text-sm text-ink-soft">
          {gate?.name ?? t('stage.gate', { gate: post.gateId })} · {list?.name ?? post.listId}
        </p>
      </div>
      {waiting > 0 && (
        <Tag tone="warn" Icon={CloudUpload}>
          {t('stage.waiting', { count: waiting })}
        </Tag>
      )}
      <Connection />
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

type Word = 'offline' | 'online' | 'connecting' | 'trouble'

const LOOKS: Record<Word, { readonly tone: Tone; readonly Icon: LucideIcon }> = {
  offline: { tone: 'bad', Icon: WifiOff },
  online: { tone: 'good', Icon: Wifi },
  connecting: { tone: 'info', Icon: Wifi },
  trouble: { tone: 'warn', Icon: CloudAlert },
}

function Connection() {
  const t = useGateWords()
  const { data, error } = useQuery(healthQuery())
  const state = toState(data?.status, error !== null)
  const { tone, Icon } = LOOKS[state]
  const word = t(`link.${state}`)
  return (
    <span role="status" aria-label={t('link.label', { word })}>
      <Tag tone={tone} Icon={Icon}>
        {word}
      </Tag>
    </span>
  )
}

function toState(status: 'ok' | 'degraded' | 'unavailable' | undefined, hasFailed: boolean): Word {
  if (hasFailed) return 'offline'
  if (status === 'ok') return 'online'
  return status === undefined ? 'connecting' : 'trouble'
}
