'use client'

import { useQuery } from '@tanstack/react-query'
import { CloudAlert, CloudUpload, type LucideIcon, MapPin, Wifi, WifiOff } from 'lucide-react'
import type { Event } from '#core/api/event.ts'
import type { Post } from '#gate/_scanner/post.ts'
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
  const gate = event.gates.find((each) => each.gateId === post.gateId)
  const list = event.lists.find((each) => each.listId === post.listId)
  return (
    <header className="flex items-center gap-3 border-b border-line px-4 pt-[calc(0.5rem+env(safe-area-inset-top))] pb-2">
      <div className="min-w-0 flex-1">
        <p className="truncate font-semibold">{event.name}</p>
        <p className="truncate text-sm text-ink-soft">
          {gate?.name ?? `Gate ${post.gateId}`} · {list?.name ?? post.listId}
        </p>
      </div>
      {waiting > 0 && (
        <Tag tone="warn" Icon={CloudUpload}>
          {waiting} waiting
        </Tag>
      )}
      <Connection />
      <Button
        look="quiet"
        size="small"
        className="-mr-2 min-h-11"
        aria-label="Change event or gate"
        onClick={onLeave}
      >
        <MapPin aria-hidden="true" className="size-5" />
      </Button>
    </header>
  )
}

type Link = { readonly tone: Tone; readonly Icon: LucideIcon; readonly word: string }

function Connection() {
  const { data, error } = useQuery(healthQuery())
  const { tone, Icon, word } = toLink(data?.status, error !== null)
  return (
    <span role="status" aria-label={`Connection: ${word}`}>
      <Tag tone={tone} Icon={Icon}>
        {word}
      </Tag>
    </span>
  )
}

function toLink(status: 'ok' | 'degraded' | 'unavailable' | undefined, hasFailed: boolean): Link {
  if (hasFailed) return { tone: 'bad', Icon: WifiOff, word: 'Offline' }
  if (status === 'ok') return { tone: 'good', Icon: Wifi, word: 'Online' }
  if (status === undefined) return { tone: 'info', Icon: Wifi, word: 'Connecting' }
  return { tone: 'warn', Icon: CloudAlert, word: 'Trouble' }
}
