'use client'

import { type Address, getAddress, isAddress, zeroAddress } from 'viem'
import { useOrganizerWords } from '#organizer/_words/use-words.ts'
import { TextField } from '#ui/field.tsx'

/** The wallet that was typed; undefined if it is none, or nobody's. */
export function parseWallet(text: string): Address | undefined {
  const typed = text.trim()
  return isAddress(typed, { strict: false }) && typed.toLowerCase() !== zeroAddress
    ? getAddress(typed)
    : undefined
}

type WalletFieldProps = {
  readonly label: string
  readonly value: string
  readonly onChange: (text: string) => void
  readonly isWrong: boolean
}

/** Takes a wallet's address. */
export function WalletField({ label, value, onChange, isWrong }: WalletFieldProps) {
  const t = useOrganizerWords()
  return (
    <TextField
      label={label}
      value={value}
      onChange={({ target }) => onChange(target.value.trim())}
      error={isWrong ? t('staff.walletWrong') : undefined}
      placeholder="0x…"
      autoComplete="off"
      spellCheck={false}
      className="font-mono"
    />
  )
}
