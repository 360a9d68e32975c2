'use client'

import { type ReactNode, useState } from 'react'
import type { Event } from '#core/api/event.ts'
import type { Stats } from '#core/api/office.ts'
import { useOrganizerWords } from '#organizer/_words/use-words.ts'
import { Card } from '#ui/card.tsx'
import { SelectField } from '#ui/field.tsx'
import { useFormat } from '#ui/words/use-format.ts'
import { type Minute, projectPace } from './pace.ts'
import { PaceTable } from './pace-table.tsx'

const HEIGHT = 120
/** Of a bar and the gap after it. */
const STEP = 10
const BAR = 7

type PaceChartProps = { readonly event: Event; readonly stats: Stats }

/** How many were admitted and refused in each of the last minutes, at one gate or at all. */
export function PaceChart({ event, stats }: PaceChartProps) {
  const t = useOrganizerWords()
  const format = useFormat()
  const [gateId, setGateId] = useState('')
  const minutes = projectPace(stats, gateId || undefined)
  const sum = (name: 'admitted' | 'refused') => minutes.reduce((total, minute) => total + minute[name], 0)
  const clock = (at: number) => format.clock(at, event.timeZone)
  const summary = t('live.paceText', {
    admitted: sum('admitted'),
    refused: sum('refused'),
    from: clock(Date.parse(stats.from)),
  })
  return (
    <Card>
      <div className="flex flex-wrap items-end justify-between gap-4">
        <div>
          <h2 className="font-semibold">{t('live.pace')}</h2>
          <p className="text-ink-soft">{summary}</p>
        </div>
        <div className="w-48">
          <SelectField
            label={t('live.gate')}
            value={gateId}
            onChange={({ target }) => setGateId(target.value)}
          >
            <option value="">{t('live.allGates')}</option>
            {event.gates.map((gate) => (
              <option key={gate.gateId} value={gate.gateId}>
                {gate.name}
              </option>
            ))}
          </SelectField>
        </div>
      </div>
      <Bars
        minutes={minutes}
        label={summary}
        say={({ at, admitted, refused }) => t('live.minuteOf', { time: clock(at), admitted, refused })}
      />
      <div aria-hidden="true" className="mt-1 flex justify-between text-sm text-ink-soft tabular-nums">
        <span>{clock(Date.parse(stats.from))}</span>
        <span className="flex gap-4">
          <Key look="bg-admit">{t('counts.admitted')}</Key>
          <Key look="bg-refuse">{t('counts.refused')}</Key>
        </span>
        <span>{clock(Date.parse(stats.until))}</span>
      </div>
      <PaceTable minutes={minutes} clock={clock} />
    </Card>
  )
}

function Key({ look, children }: { readonly look: string; readonly children: ReactNode }) {
  return (
    <span className="inline-flex items-center gap-1.5">
      <span className={`size-3 rounded-sm ${look}`} /> {children}
    </span>
  )
}

type BarsProps = {
  readonly minutes: readonly Minute[]
  readonly label: string
  readonly say: (minute: Minute) => string
}

function Bars({ minutes, label, say }: BarsProps) {
  // a quiet hour shall not look like a busy one
  const most = Math.max(5, ...minutes.map(({ admitted, refused }) => admitted + refused))
  const high = (count: number) => (HEIGHT * count) / most
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${minutes.length * STEP} ${HEIGHT + 1}`}
      preserveAspectRatio="none"
      className="mt-4 h-36 w-full"
    >
      <line
        x1={0}
        x2={minutes.length * STEP}
        y1={HEIGHT + 0.5}
        y2={HEIGHT + 0.5}
        className="stroke-line-strong"
      />
      {minutes.map((minute, index) => (
        <g key={minute.at}>
          <title>{say(minute)}</title>
          <rect
            x={index * STEP}
            y={HEIGHT - high(minute.admitted)}
            width={BAR}
            height={high(minute.admitted)}
            className="fill-admit"
          />
          <rect
            x={index * STEP}
            y={HEIGHT - high(minute.admitted + minute.refused)}
            width={BAR}
            height={high(minute.refused)}
            className="fill-refuse"
          />
        </g>
      ))}
    </svg>
  )
}
