import { LoaderCircle } from 'lucide-react'
import { Slot } from 'radix-ui'
import type { ComponentProps } from 'react'
import { classNames } from './class-names.ts'

type Look = 'primary' | 'secondary' | 'quiet' | 'danger'
type Size = 'medium' | 'small' | 'large'

const LOOKS: Record<Look, string> = {
  primary: 'bg-accent text-on-accent hover:bg-accent-hover',
  secondary: 'bg-surface text-ink border border-line-strong hover:bg-sunken',
  quiet: 'text-accent-ink hover:bg-accent-wash',
  danger: 'bg-surface text-bad-ink border border-current hover:bg-bad-wash',
}

// 44 px is the smallest target a thumb hits without looking; `small` is for rows of a desk page
const SIZES: Record<Size, string> = {
  small: 'min-h-9 px-3 text-sm',
  medium: 'min-h-11 px-4 text-base',
  large: 'min-h-14 px-6 text-lg',
}

type ButtonProps = ComponentProps<'button'> & {
  readonly look?: Look
  readonly size?: Size
  /** Work is under way: shows it, and takes no second press. */
  readonly isBusy?: boolean
  /** Render the child (a link) with the button's looks. */
  readonly asChild?: boolean
}

/** The one button. */
export function Button({
  look = 'primary',
  size = 'medium',
  isBusy = false,
  disabled = false,
  asChild,
  className,
  children,
  ...rest
}: ButtonProps) {
  const classes = classNames(
    'inline-flex items-center justify-center gap-2 rounded-control font-medium transition-colors select-none',
    'disabled:opacity-55 disabled:cursor-not-allowed aria-disabled:opacity-55 cursor-pointer',
    LOOKS[look],
    SIZES[size],
    className,
  )
  if (asChild) return <Slot.Root className={classes}>{children}</Slot.Root>
  return (
    <button type="button" className={classes} aria-busy={isBusy} disabled={isBusy || disabled} {...rest}>
      {isBusy && <LoaderCircle aria-hidden="true" className="size-5 animate-spin" />}
      {children}
    </button>
  )
}
