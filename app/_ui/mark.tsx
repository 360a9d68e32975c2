import { classNames } from './class-names.ts'

/** The mark: a ticket stub, torn at the top, whose hollow is the U of Usher. */
export function Mark({ className }: { readonly className?: string }) {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true" className={classNames('shrink-0', className ?? 'size-7')}>
      <path
        fill="currentColor"
        d="M8 2h16a4 4 0 0 1 4 4v6.2a3.8 3.8 0 0 0 0 7.6V26a4 4 0 0 1-4 4H8a4 4 0 0 1-4-4v-6.2a3.8 3.8 0 0 0 0-7.6V6a4 4 0 0 1 4-4Z"
      />
      <path
        fill="none"
        stroke="var(--mark-hollow, var(--paper))"
        strokeWidth="3.2"
        strokeLinecap="round"
        d="M11.4 9v8.4a4.6 4.6 0 0 0 9.2 0V9"
      />
    </svg>
  )
}

/** Mark and name together, as they stand in every header. */
export function Wordmark({ className }: { readonly className?: string }) {
  return (
    <span className={classNames('inline-flex items-center gap-2 text-accent-ink', className)}>
      <Mark />
      <span className="text-lg font-semibold tracking-tight text-ink">Usher</span>
    </span>
  )
}
