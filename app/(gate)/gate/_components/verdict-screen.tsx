'use client'

import { CircleCheck, CircleHelp, CircleX, LoaderCircle, type LucideIcon } from 'lucide-react'
import { useEffect } from 'react'
import type { Event } from '#core/api/event.ts'
import { numberOf } from '#core/token-id.ts'
import { type Signal, signal } from '#gate/_scanner/feedback.ts'
import type { GateView } from '#gate/_scanner/gate-state.ts'
import { useGateWords } from '#gate/_words/use-words.ts'
import { classNames } from '#ui/class-names.ts'
import { useErrorWords } from '#ui/error-words.ts'
import { useFormat } from '#ui/words/use-format.ts'
import { type Face, toFace } from './verdict-face.ts'

const LOOKS: Record<Signal, { readonly Icon: LucideIcon; readonly colours: string }> = {
  admit: { Icon: CircleCheck, colours: 'bg-admit text-on-admit' },
  refuse: { Icon: CircleX, colours: 'bg-refuse text-on-refuse' },
  attention: { Icon: CircleHelp, colours: 'bg-attention text-on-attention' },
}

/** An admission needs no more reading than this; everything else stays until the next code or a tap. */
const ADMIT_STAYS_MS = 3_000

type VerdictScreenProps = {
  readonly view: GateView
  readonly event: Event
  /** The check-in list that is scanned for. */
  readonly listId: string
  /** The same function from render to render. */
  readonly onDismiss: () => void
}

/**
 * The answer over the whole screen: colour, icon, word, sentence, sound and vibration. The camera runs on behind it,
 * and the next code replaces it at once.
 */
export function VerdictScreen({ view, event, listId, onDismiss }: VerdictScreenProps) {
  const t = useGateWords()
  const format = useFormat()
  const errorWords = useErrorWords()
  const face = toFace(view, { event, listId, t, format, errorWords })
  const kind = face?.signal
  const id = view.kind === 'ready' ? 0 : view.id

  useEffect(() => {
    if (!kind) return
    signal(kind)
    if (kind !== 'admit') return
    const timer = setTimeout(onDismiss, ADMIT_STAYS_MS)
    return () => clearTimeout(timer)
  }, [kind, id, onDismiss])

  useEffect(() => {
    const press = (pressed: KeyboardEvent) => pressed.key === 'Escape' && onDismiss()
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [onDismiss])

  if (view.kind === 'checking') return <Checking />
  if (!face) return null
  return (
    <button
      type="button"
      data-verdict={face.signal}
      data-reason={face.answer?.reason}
      onClick={onDismiss}
      className={classNames(
        'fixed inset-0 z-40 flex cursor-pointer flex-col items-center justify-center px-6 text-center',
        LOOKS[face.signal].colours,
      )}
    >
      <FaceWords face={face} event={event} />
    </button>
  )
}

function FaceWords({ face, event }: { readonly face: Face; readonly event: Event }) {
  const t = useGateWords()
  const { Icon } = LOOKS[face.signal]
  const { answer } = face
  const tier = event.tiers.find((each) => each.tierId === answer?.ticket?.tierId)
  return (
    <>
      <Icon aria-hidden="true" className="size-32 sm:size-40" strokeWidth={1.75} />
      <span className="mt-5 text-xl font-medium">{face.over}</span>
      <span className="mt-1 text-6xl leading-none font-bold tracking-tight sm:text-7xl">{face.word}</span>
      <span className="mt-5 max-w-md text-xl text-balance sm:text-2xl">{face.sentence}</span>
      {answer?.ticket && (
        <span className="mt-6 rounded-full border-2 border-current px-5 py-2 text-xl font-semibold tabular-nums">
          {t('verdict.ticket', {
            tier: tier?.name ?? t('verdict.tier', { tier: answer.ticket.tierId }),
            number: `${numberOf(BigInt(answer.ticket.tokenId))}`,
          })}
        </span>
      )}
      <span className="absolute inset-x-0 bottom-0 pb-[calc(2rem+env(safe-area-inset-bottom))] text-lg">
        {t('verdict.next')}
      </span>
    </>
  )
}

function Checking() {
  const t = useGateWords()
  return (
    <div className="fixed inset-x-0 bottom-40 z-30 flex justify-center">
      <span className="flex items-center gap-3 rounded-full bg-surface px-6 py-3 text-lg font-medium shadow-card">
        <LoaderCircle aria-hidden="true" className="size-6 animate-spin" /> {t('verdict.checking')}
      </span>
    </div>
  )
}
