'use client'

import type { Cell } from '#core/first-column.ts'
import { useOrganizerWords } from '#organizer/_words/use-words.ts'
import { Button } from '#ui/button.tsx'
import { Notice } from '#ui/notice.tsx'

/** More do not help anybody. */
const SHOWN = 20

type BadRowsProps<Problem> = {
  readonly problems: readonly Problem[]
  readonly faultOf: (problem: Problem) => string
  /** Goes on without them; none: they have to be mended. */
  readonly onLeaveOut?: () => void
}

/** The rows of a list that nothing can be done with, each with what is wrong. */
export function BadRows<Problem extends Cell>({ problems, faultOf, onLeaveOut }: BadRowsProps<Problem>) {
  const t = useOrganizerWords()
  return (
    <Notice
      tone="warn"
      title={t('issue.badRows', { count: problems.length })}
      actions={
        onLeaveOut && (
          <Button look="secondary" size="small" onClick={onLeaveOut}>
            {t('issue.leaveOut')}
          </Button>
        )
      }
    >
      <ul className="space-y-1">
        {problems.slice(0, SHOWN).map((problem) => (
          <li key={problem.row} className="wrap-anywhere">
            {t('issue.row', { row: problem.row, fault: faultOf(problem) })}{' '}
            <code className="font-mono text-sm">{problem.text.slice(0, 60)}</code>
          </li>
        ))}
      </ul>
      {problems.length > SHOWN && <p>{t('issue.more', { count: problems.length - SHOWN })}</p>}
    </Notice>
  )
}
