'use client'

import { useState } from 'react'
import { type Address, getAddress, isAddress, zeroAddress } from 'viem'
import { useOrganizerWords } from '#organizer/_words/use-words.ts'
import { TextField } from '#ui/field.tsx'

/** A wallet's address as it is being typed; what is wrong with it is said once it was tried. */
export function useWalletInput(start = '') {
  const [typed, setTyped] = useState(start)
  const [hasTried, setTried] = useState(false)
  const wallet = parseWallet(typed)
  return {
    typed,
    onType: setTyped,
    isWrong: hasTried && !wallet,
    /** the wallet; else undefined, and from now on the field says what is wrong */
    check: () => {
      setTried(true)
      return wallet
    },
    /** empties the field once this wallet was used, unless another was typed meanwhile */
    clear: () => {
      setTyped((now) => (now === typed ? '' : now))
      setTried(false)
    },
  }
}

/** The wallet that was typed; undefined if it is none, or nobody's. */
function parseWallet(text: string): Address | undefined {
  const typed = text.trim()
  return isAddress(typed, { strict: false }) && typed.toLowerCase() !== zeroAddress
    ? getAddress(typed)
    : undefined
}

type WalletFieldProps = {
  readonly label: string
  readonly input: ReturnType<typeof useWalletInput>
}

/** Takes a wallet's address. */
export function WalletField({ label, input }: WalletFieldProps) {
  const t = useOrganizerWords()
  return (
    <TextField
      label={label}
      value={input.typed}
      onChange={({ target }) => input.onType(target.value.trim())}
      error={input.isWrong ? t('staff.walletWrong') : undefined}
      placeholder="0x…"
      autoComplete="off"
      spellCheck={false}
      className="font-mono"
    />
  )
}
