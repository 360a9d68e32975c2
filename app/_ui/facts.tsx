import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'

/** Named facts, one under another. */
export function Facts({
  children,
  className,
}: {
  readonly children: ReactNode
  readonly className?: string
}) {
  return <dl className={classNames('divide-y divide-line', className)}>{children}</dl>
}

/** One named fact. What the server wrote of it stays: its tables of how a language writes may be older than the browser's. */
export function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="flex items-baseline justify-between gap-6 py-2.5">
      <dt className="max-w-3/5 shrink-0 text-ink-soft">{name}</dt>
      <dd suppressHydrationWarning className="min-w-0 text-right font-medium wrap-break-word">
        {children}
      </dd>
    </div>
  )
}
