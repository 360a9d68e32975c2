'use client'

import { useEffect } from 'react'
import { createWedge, PAUSE_MS, type Typed } from './wedge.ts'

/** Takes what a hardware scanner types anywhere on the page but into a field. `onTyped` must stay the same function. */
export function useWedge(onTyped: (typed: Typed) => void): void {
  useEffect(() => {
    const wedge = createWedge()
    let resting: ReturnType<typeof setTimeout> | undefined
    const press = (event: KeyboardEvent) => {
      if (event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement) return
      if (event.ctrlKey || event.metaKey || event.altKey) return
      const typed = wedge.press(event, event.timeStamp)
      clearTimeout(resting)
      resting = setTimeout(() => {
        const rested = wedge.rest()
        if (rested) onTyped(rested)
      }, PAUSE_MS)
      if (!typed) return
      // Enter would also press whatever button has the focus, and Tab would leave it
      event.preventDefault()
      onTyped(typed)
    }
    addEventListener('keydown', press, { capture: true })
    return () => {
      clearTimeout(resting)
      removeEventListener('keydown', press, { capture: true })
    }
  }, [onTyped])
}
