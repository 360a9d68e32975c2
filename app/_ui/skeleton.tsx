import { classNames } from './class-names.ts'

/** Holds the place of what is being loaded; `label` is what a screen reader hears. */
export function Skeleton({ label, className }: { readonly label: string; readonly className?: string }) {
  return (
    <div role="status" className={classNames('animate-shimmer rounded-card bg-line', className ?? 'h-28')}>
      <span className="sr-only">{label}</span>
    </div>
  )
}
