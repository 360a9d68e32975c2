'use client'

import { useEffect, useState } from 'react'
import { guessNow } from './device-clock.ts'

/**
 * The server's time as far as it is known, renewed every `everyMs`; Unix milliseconds.
 *
 * @param madeAt when the page was made, if it shows what was known then: it says at first what it said there
 */
export function useNow(everyMs = 10_000, madeAt?: number): number {
  const [now, setNow] = useState(() => madeAt ?? guessNow())
  useEffect(() => {
    setNow(guessNow())
    const timer = setInterval(() => setNow(guessNow()), everyMs)
    return () => clearInterval(timer)
  }, [everyMs])
  return now
}
