import { useState } from 'react'

/** A list, and what of it was acted on here: that stays in view when it has left the list, and says how it went. */
export function useKeptInView<T>(open: readonly T[], keyOf: (one: T) => string) {
  const [kept, setKept] = useState<readonly T[]>([])
  const without = (list: readonly T[], others: readonly T[]) => {
    const keys = new Set(others.map(keyOf))
    return list.filter((one) => !keys.has(keyOf(one)))
  }
  return {
    shown: [...without(kept, open), ...open],
    keep: (one: T) => setKept((before) => [...without(before, [one]), one]),
  }
}
