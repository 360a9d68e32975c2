'use client'

import { type FormEvent, useState } from 'react'
import { useGateWords } from '#gate/_words/use-words.ts'
import { Button } from '#ui/button.tsx'
import { TextField } from '#ui/field.tsx'

type CodeEntryProps = { readonly onText: (text: string) => void; readonly onClose: () => void }

/** A code that is typed or pasted. */
export function CodeEntry({ onText, onClose }: CodeEntryProps) {
  const t = useGateWords()
  const [text, setText] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (text.trim() === '') return
    onText(text)
    setText('')
    onClose()
  }
  return (
    <form onSubmit={submit} className="mx-auto flex max-w-2xl items-end gap-2 px-4 pt-3">
      <div className="min-w-0 flex-1">
        <TextField
          label={t('control.code')}
          value={text}
          onChange={(change) => setText(change.target.value)}
          autoFocus
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          enterKeyHint="go"
          className="font-mono"
          placeholder={t('control.codeHint')}
        />
      </div>
      <Button type="submit">{t('control.check')}</Button>
    </form>
  )
}
