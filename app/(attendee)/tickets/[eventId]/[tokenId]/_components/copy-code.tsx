'use client'

import { useState } from 'react'
import { useAttendeeWords } from '#attendee/_words/use-words.ts'
import { Button } from '#ui/button.tsx'

/** Copies the code for whoever tries guest and gate on one machine, where no camera sees the other tab. */
export function CopyCode({ text, madeAt }: { readonly text: string; readonly madeAt: number }) {
  const t = useAttendeeWords()
  const [copied, setCopied] = useState<number>()

  return (
    <Button
      look="quiet"
      size="small"
      className="min-h-11"
      onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(madeAt))}
    >
      {copied === madeAt ? t('pass.copied') : t('pass.copy')}
    </Button>
  )
}
