'use client'

import { Check, Circle, LoaderCircle } from 'lucide-react'
import { classNames } from './class-names.ts'
import { useUiWords } from './words/use-ui-words.ts'

type StepsProps = {
  /** What happens, in order, in words. */
  readonly labels: readonly string[]
  /** The place of what happens now; the number of labels once all is done. */
  readonly now: number
}

/** What happens one after another, with what is done and what is going on; announced as it moves on. */
export function Steps({ labels, now }: StepsProps) {
  const t = useUiWords()
  return (
    <ol aria-live="polite" className="space-y-2">
      {labels.map((label, place) => {
        const isDone = place < now
        const isNow = place === now
        const Icon = isDone ? Check : isNow ? LoaderCircle : Circle
        return (
          <li
            key={label}
            aria-current={isNow ? 'step' : undefined}
            className={classNames(
              'flex items-center gap-3',
              isNow ? 'font-medium' : !isDone && 'text-ink-soft',
            )}
          >
            <Icon
              aria-hidden="true"
              className={classNames(
                'size-5 shrink-0',
                isDone && 'text-good-ink',
                isNow && 'animate-spin text-accent-ink',
              )}
            />
            <span>
              {label}
              <span className="sr-only">
                {isDone ? t('state.step_done') : isNow ? t('state.step_now') : ''}
              </span>
            </span>
          </li>
        )
      })}
    </ol>
  )
}
