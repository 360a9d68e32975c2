'use client'

import { useOrganizerWords } from '#organizer/_words/use-words.ts'
import { TextField } from '#ui/field.tsx'

/** The number that was typed, if it is one from 1 to `most`. */
export function parseCount(text: string, most: number): number | undefined {
  if (!/^\d{1,6}$/.test(text.trim())) return undefined
  const count = Number(text)
  return count >= 1 && count <= most ? count : undefined
}

type CountFieldProps = {
  readonly label: string
  readonly value: string
  readonly most: number
  readonly onChange: (text: string) => void
}

/** Takes a number from 1 to `most`, and says at once what is wrong with another. */
export function CountField({ label, value, most, onChange }: CountFieldProps) {
  const t = useOrganizerWords()
  const isWrong = parseCount(value, most) === undefined
  return (
    <TextField
      label={label}
      inputMode="numeric"
      value={value}
      error={isWrong ? t('issue.countWrong', { most }) : undefined}
      onChange={({ target }) => onChange(target.value)}
    />
  )
}
