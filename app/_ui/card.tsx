import { type ComponentProps, type ReactNode, useId } from 'react'
import { classNames } from './class-names.ts'

type CardProps = Omit<ComponentProps<'section'>, 'title'> & {
  /** its heading, which names it as a landmark too */
  readonly title?: ReactNode
  /** what it is about, in a sentence or two below the heading */
  readonly text?: ReactNode
}

/** A raised sheet that holds one thing. */
export function Card({ title, text, className, children, ...rest }: CardProps) {
  const heading = useId()
  return (
    <section
      {...(title ? { 'aria-labelledby': heading } : {})}
      className={classNames('rounded-card border border-line bg-surface p-5 shadow-card', className)}
      {...rest}
    >
      {title && (
        <div>
          <h2 id={heading} className="text-xl font-semibold">
            {title}
          </h2>
          {text && <p className="mt-1 max-w-prose text-ink-soft">{text}</p>}
        </div>
      )}
      {children}
    </section>
  )
}
