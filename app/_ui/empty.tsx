import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'

type EmptyProps = {
  readonly Icon: LucideIcon
  readonly title: string
  readonly children: ReactNode
  readonly actions?: ReactNode
}

/** Nothing here yet: says so, and what to do next. */
export function Empty({ Icon, title, children, actions }: EmptyProps) {
  return (
    <div className="flex flex-col items-center rounded-card border border-dashed border-line-strong px-6 py-12 text-center">
      <Icon aria-hidden="true" className="size-8 text-ink-soft" strokeWidth={1.5} />
      <h2 className="mt-4 text-lg font-semibold">{title}</h2>
      <div className="mt-1 max-w-prose text-ink-soft">{children}</div>
      {actions && <div className="mt-5 flex flex-wrap justify-center gap-2">{actions}</div>}
    </div>
  )
}
