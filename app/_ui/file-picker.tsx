'use client'

import { type ReactNode, useRef } from 'react'

type FilePickerProps = {
  /** media types or endings that are offered, as the input's `accept` */
  readonly accept: string
  readonly label: string
  /** told each choice, the same file chosen again too */
  readonly onFile: (file: File) => void
  /** the control that opens the choice when pressed */
  readonly children: (open: () => void) => ReactNode
}

/** Lets one file be chosen through a control of our own looks. */
export function FilePicker({ accept, label, onFile, children }: FilePickerProps) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      {children(() => input.current?.click())}
      <input
        ref={input}
        type="file"
        accept={accept}
        aria-label={label}
        hidden
        onChange={({ target }) => {
          const file = target.files?.[0]
          target.value = ''
          if (file) onFile(file)
        }}
      />
    </>
  )
}
