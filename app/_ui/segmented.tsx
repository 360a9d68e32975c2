'use client'

import type { LucideIcon } from 'lucide-react'
import { RadioGroup } from 'radix-ui'
import { classNames } from './class-names.ts'

type Option<T extends string> = { readonly value: T; readonly label: string; readonly Icon?: LucideIcon }

type SegmentedProps<T extends string> = {
  /** What is chosen here, for screen readers. */
  readonly label: string
  readonly options: readonly Option<T>[]
  readonly value: T
  readonly onChange: (value: T) => void
  readonly className?: string
}

/** A choice of one among few, all in view; arrows choose, as in any group of radio buttons. */
export function Segmented<T extends string>({
  label,
  options,
  value,
  onChange,
  className,
}: SegmentedProps<T>) {
  return (
    <RadioGroup.Root
      orientation="horizontal"
      aria-label={label}
      value={value}
      onValueChange={(next) => {
        const chosen = options.find((option) => option.value === next)
        if (chosen) onChange(chosen.value)
      }}
      className={classNames('inline-flex rounded-control border border-line bg-sunken p-1', className)}
    >
      {options.map(({ value: each, label: text, Icon }) => (
        <RadioGroup.Item
          key={each}
          value={each}
          className={classNames(
            'inline-flex min-h-10 flex-1 cursor-pointer items-center justify-center gap-2 rounded-lg px-2.5 font-medium whitespace-nowrap sm:px-3.5',
            'text-ink-soft transition-colors data-[state=checked]:bg-accent data-[state=checked]:text-on-accent',
          )}
        >
          {Icon && <Icon aria-hidden="true" className="size-4" />}
          {text}
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  )
}
