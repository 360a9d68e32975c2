import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'

/** A raised sheet that holds one thing. */
export function Card({ className, children }: { readonly className?: string; readonly children: ReactNode }) {
  return (
    <section className={classNames('rounded-card border border-line bg-surface p-5 shadow-card', className)}>
      {children}
    </section>
  )
}
