import { type ComponentProps, type ReactNode, useId } from 'react'
import { classNames } from './class-names.ts'

const CONTROL =
  'w-full rounded-control border border-line-strong bg-surface px-3.5 text-ink placeholder:text-ink-soft min-h-11'

type Labelled = { readonly label: string; readonly hint?: ReactNode; readonly error?: string | undefined }

function Frame({ label, hint, error, id, children }: Labelled & { id: string; children: ReactNode }) {
  return (
    <div>
      <label htmlFor={id} className="mb-1.5 block font-medium">
        {label}
      </label>
      {children}
      {hint && (
        <p id={`${id}-hint`} className="mt-1.5 text-sm text-ink-soft">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} role="alert" className="mt-1.5 text-sm font-medium text-bad-ink">
          {error}
        </p>
      )}
    </div>
  )
}

/** A line of text with its label, a hint, and what is wrong with it. */
export function TextField({ label, hint, error, className, ...rest }: Labelled & ComponentProps<'input'>) {
  const id = useId()
  return (
    <Frame id={id} label={label} hint={hint} error={error}>
      <input
        id={id}
        aria-invalid={error !== undefined}
        aria-describedby={error ? `${id}-error` : hint ? `${id}-hint` : undefined}
        className={classNames(CONTROL, className)}
        {...rest}
      />
    </Frame>
  )
}

/** Several lines of text with their label, a hint, and what is wrong with them. */
export function TextArea({ label, hint, error, className, ...rest }: Labelled & ComponentProps<'textarea'>) {
  const id = useId()
  return (
    <Frame id={id} label={label} hint={hint} error={error}>
      <textarea
        id={id}
        rows={4}
        aria-invalid={error !== undefined}
        aria-describedby={error ? `${id}-error` : hint ? `${id}-hint` : undefined}
        className={classNames(CONTROL, 'py-2.5', className)}
        {...rest}
      />
    </Frame>
  )
}

/** A choice among many: the phone's own picker, with a label. */
export function SelectField({ label, hint, error, className, ...rest }: Labelled & ComponentProps<'select'>) {
  const id = useId()
  return (
    <Frame id={id} label={label} hint={hint} error={error}>
      <select id={id} className={classNames(CONTROL, 'pr-9', className)} {...rest} />
    </Frame>
  )
}

type CheckFieldProps = {
  readonly children: ReactNode
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
}

/** A box to tick, with what it means beside it. */
export function CheckField({ children, checked, onChange }: CheckFieldProps) {
  return (
    <label className="flex min-h-11 items-center gap-3">
      <input
        type="checkbox"
        className="size-5 accent-accent"
        checked={checked}
        onChange={({ target }) => onChange(target.checked)}
      />
      {children}
    </label>
  )
}
