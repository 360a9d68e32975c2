'use client'

import { X } from 'lucide-react'
import { Dialog as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { useUiWords } from './words/use-ui-words.ts'

type DialogProps = {
  readonly title: string
  /** What it is for, in a sentence. */
  readonly lead: ReactNode
  readonly onClose: () => void
  readonly children: ReactNode
}

/** A task of its own over the page: from below on a phone, in the middle on a desk. Open as long as it is rendered. */
export function Dialog({ title, lead, onClose, children }: DialogProps) {
  const t = useUiWords()
  return (
    <Radix.Root open onOpenChange={(isOpen) => isOpen || onClose()}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-black/55" />
        <Radix.Content className="fixed inset-x-0 bottom-0 z-50 max-h-[90dvh] animate-rise overflow-y-auto rounded-t-card border border-line bg-paper p-5 pb-[calc(1.25rem+env(safe-area-inset-bottom))] shadow-card sm:inset-x-auto sm:top-[12dvh] sm:bottom-auto sm:left-1/2 sm:w-112 sm:-translate-x-1/2 sm:rounded-card">
          <div className="flex items-start justify-between gap-4">
            <Radix.Title className="text-xl font-semibold tracking-tight">{title}</Radix.Title>
            <Radix.Close
              aria-label={t('action.close')}
              className="-mt-2 -mr-2 grid size-11 shrink-0 cursor-pointer place-items-center rounded-control text-ink-soft hover:text-ink"
            >
              <X aria-hidden="true" className="size-5" />
            </Radix.Close>
          </div>
          <Radix.Description asChild>
            <div className="mt-1 text-ink-soft">{lead}</div>
          </Radix.Description>
          <div className="mt-4 space-y-4">{children}</div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
