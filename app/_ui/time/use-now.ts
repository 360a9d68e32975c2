'use client'

import { useEffect, useState } from 'react'
import { guessNow } from './device-clock.ts'

/** The server's time as far as it is known, renewed every `everyMs`; Unix milliseconds. */
export function useNow(everyMs = 10_000): number {
  const [now, setNow] = useState(guessNow)
  useEffect(() => {
    setNow(guessNow())
    const timer = setInterval(() => setNow(guessNow()), everyMs)
    return () => clearInterval(timer)
  }, [everyMs])
  return now
}
