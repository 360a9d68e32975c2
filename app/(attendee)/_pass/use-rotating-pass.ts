'use client'

import { useEffect, useState } from 'react'
import type { EventId } from '#core/event-id.ts'
import { choosePassForm } from '#core/pass-form.ts'
import { toUnixSeconds } from '#core/time.ts'
import type { StoredPassKey } from '#ui/offline/pass-key-store.ts'
import { guessNow } from '#ui/time/device-clock.ts'
import { type Code, makeCode } from './make-code.ts'

/** The code to show in this second. */
export type ShownPass = {
  readonly text: string
  readonly form: 'short' | 'full'
  readonly madeAt: number
  /** Until the next code, 1 to the period. */
  readonly secondsLeft: number
}

type RotatingPass = {
  readonly event: EventId
  readonly tokenId: bigint
  readonly key: StoredPassKey
  readonly prefix: string
  readonly periodSeconds: number
  readonly isFullAsked: boolean
}

/**
 * A code that renews itself as long as somebody can see it, and at once when the page comes back into view.
 * `undefined` until the first is made. `event` must be the same object from render to render. If the key cannot sign
 * any more, the page's error boundary gets to know.
 */
export function useRotatingPass(request: RotatingPass): ShownPass | undefined {
  const { event, tokenId, key, prefix, periodSeconds, isFullAsked } = request
  const [shown, setShown] = useState<ShownPass>()
  const [failure, setFailure] = useState<unknown>()

  useEffect(() => {
    let isOver = false
    let timer: ReturnType<typeof setTimeout> | undefined
    let made: Code | undefined

    const show = async () => {
      if (isOver || document.visibilityState === 'hidden') return
      const now = guessNow()
      const second = toUnixSeconds(now)
      if (!isCurrent(made, second, periodSeconds)) {
        made = await makeCode({ event, tokenId, key, madeAt: second, prefix })
        if (isOver) return
      }
      setShown(toShown(made, { now, second, periodSeconds, registeredAt: key.registeredAt, isFullAsked }))
    }
    const tick = () => {
      clearTimeout(timer)
      show().then(
        () => {
          clearTimeout(timer)
          const isSeen = !isOver && document.visibilityState === 'visible'
          if (isSeen) timer = setTimeout(tick, 1000 - (guessNow() % 1000))
        },
        (error: unknown) => setFailure(error ?? new Error('no code')),
      )
    }

    tick()
    document.addEventListener('visibilitychange', tick)
    return () => {
      isOver = true
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', tick)
    }
  }, [event, tokenId, key, prefix, periodSeconds, isFullAsked])

  if (failure !== undefined) throw failure
  return shown
}

/** A corrected clock may go back; a code from its future would be refused. */
function isCurrent(made: Code | undefined, second: number, periodSeconds: number): made is Code {
  return made !== undefined && second >= made.madeAt && second - made.madeAt < periodSeconds
}

type Moment = {
  readonly now: number
  readonly second: number
  readonly periodSeconds: number
  readonly registeredAt: number | undefined
  readonly isFullAsked: boolean
}

function toShown(made: Code, { now, second, periodSeconds, registeredAt, isFullAsked }: Moment): ShownPass {
  const form = made.full === undefined ? 'short' : choosePassForm({ now, registeredAt, isFullAsked })
  return {
    form,
    text: form === 'full' && made.full !== undefined ? made.full : made.short,
    madeAt: made.madeAt,
    secondsLeft: periodSeconds - (second - made.madeAt),
  }
}
