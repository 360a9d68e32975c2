'use client'

import { useEffect } from 'react'
import { createWedge } from './wedge.ts'

/** Takes what a hardware scanner types anywhere on the page but into a field. `onText` must stay the same function. */
export function useWedge(onText: (text: string) => void): void {
  useEffect(() => {
    const wedge = createWedge()
    const press = (event: KeyboardEvent) => {
      if (event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement) return
      if (event.ctrlKey || event.metaKey || event.altKey) return
      const text = wedge.press(event.key, performance.now())
      if (text === undefined) return
      // Enter would also press whatever button has the focus
      event.preventDefault()
      onText(text)
    }
    addEventListener('keydown', press, { capture: true })
    return () => removeEventListener('keydown', press, { capture: true })
  }, [onText])
}
