import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'
import type { Tone } from './notice.tsx'

const TONES: Record<Tone | 'plain', string> = {
  plain: 'bg-sunken text-ink-soft',
  info: 'bg-accent-wash text-accent-ink',
  good: 'bg-good-wash text-good-ink',
  warn: 'bg-warn-wash text-warn-ink',
  bad: 'bg-bad-wash text-bad-ink',
}

type TagProps = {
  readonly tone?: Tone | 'plain'
  readonly Icon?: LucideIcon
  readonly children: ReactNode
  readonly className?: string
}

/** A state in one or two words, with an icon so that colour is never the only sign. */
export function Tag({ tone = 'plain', Icon, children, className }: TagProps) {
  return (
    <span
      suppressHydrationWarning
      className={classNames(
        'inline-flex items-center gap-1.5 rounded-full px-2.5 py-0.5 text-sm font-medium whitespace-nowrap',
        TONES[tone],
        className,
      )}
    >
      {Icon && <Icon aria-hidden="true" className="size-4" />}
      {children}
    </span>
  )
}
