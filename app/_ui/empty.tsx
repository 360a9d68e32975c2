import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'

type EmptyProps = {
  readonly Icon: LucideIcon
  readonly title: string
  /** 1 where it stands for the whole page. */
  readonly level?: 1 | 2
  readonly children: ReactNode
  readonly actions?: ReactNode
}

/** Nothing here yet: says so, and what to do next. */
export function Empty({ Icon, title, level = 2, children, actions }: EmptyProps) {
  const Heading = `h${level}` as const
  return (
    <div className="flex flex-col items-center rounded-card border border-dashed border-line-strong px-6 py-12 text-center">
      <Icon aria-hidden="true" className="size-8 text-ink-soft" strokeWidth={1.5} />
      <Heading className="mt-4 text-lg font-semibold">{title}</Heading>
      <div className="mt-1 max-w-prose text-ink-soft">{children}</div>
      {actions && <div className="mt-5 flex flex-wrap justify-center gap-2">{actions}</div>}
    </div>
  )
}
