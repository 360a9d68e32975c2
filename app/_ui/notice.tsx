import { CircleAlert, CircleCheck, Info, type LucideIcon, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'

export type Tone = 'info' | 'good' | 'warn' | 'bad'

const TONES: Record<Tone, { readonly Icon: LucideIcon; readonly box: string; readonly ink: string }> = {
  info: { Icon: Info, box: 'bg-accent-wash', ink: 'text-accent-ink' },
  good: { Icon: CircleCheck, box: 'bg-good-wash', ink: 'text-good-ink' },
  warn: { Icon: TriangleAlert, box: 'bg-warn-wash', ink: 'text-warn-ink' },
  bad: { Icon: CircleAlert, box: 'bg-bad-wash', ink: 'text-bad-ink' },
}

type NoticeProps = {
  readonly tone?: Tone
  /** What is the case, in a few words. */
  readonly title: string
  /** Why, and what to do. */
  readonly children?: ReactNode
  readonly actions?: ReactNode
  readonly className?: string | undefined
}

/** Says what happened and what to do about it. Errors and warnings are announced to screen readers. */
export function Notice({ tone = 'info', title, children, actions, className }: NoticeProps) {
  const { Icon, box, ink } = TONES[tone]
  return (
    <div
      role={tone === 'bad' ? 'alert' : 'status'}
      className={classNames('flex gap-3 rounded-card p-4', box, className)}
    >
      <Icon aria-hidden="true" className={classNames('mt-0.5 size-5 shrink-0', ink)} />
      <div className="min-w-0 flex-1">
        <p className={classNames('font-semibold', ink)}>{title}</p>
        {children && <div className="mt-1 text-ink">{children}</div>}
        {actions && <div className="mt-3 flex flex-wrap gap-2">{actions}</div>}
      </div>
    </div>
  )
}
