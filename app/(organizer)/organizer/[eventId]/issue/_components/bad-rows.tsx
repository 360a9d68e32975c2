'use client'

import type { RecipientProblem } from '#core/chain/recipients.ts'
import { useOrganizerWords } from '#organizer/_words/use-words.ts'
import { Button } from '#ui/button.tsx'
import { Notice } from '#ui/notice.tsx'

/** More do not help anybody. */
const SHOWN = 20

type BadRowsProps = { readonly problems: readonly RecipientProblem[]; readonly onLeaveOut: () => void }

/** The rows of a list that nothing can be sent to, each with what is wrong. */
export function BadRows({ problems, onLeaveOut }: BadRowsProps) {
  const t = useOrganizerWords()
  const faultOf = ({ fault, firstRow = 0 }: RecipientProblem) =>
    fault === 'listed_before' ? t('issue.row_listed_before', { first: firstRow }) : t(`issue.row_${fault}`)
  return (
    <Notice
      tone="warn"
      title={t('issue.badRows', { count: problems.length })}
      actions={
        <Button look="secondary" size="small" onClick={onLeaveOut}>
          {t('issue.leaveOut')}
        </Button>
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
