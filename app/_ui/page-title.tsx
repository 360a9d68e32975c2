import type { ReactNode } from 'react'

type PageTitleProps = { readonly title: ReactNode; readonly lead?: ReactNode; readonly above?: ReactNode }

/** The one h1 of a page, with a sentence that says what can be done here. */
export function PageTitle({ title, lead, above }: PageTitleProps) {
  return (
    <header className="mb-6">
      {above && <div className="mb-2">{above}</div>}
      <h1 className="text-3xl font-semibold tracking-tight sm:text-4xl">{title}</h1>
      {lead && (
        <p suppressHydrationWarning className="mt-2 max-w-prose text-lg text-ink-soft">
          {lead}
        </p>
      )}
    </header>
  )
}
