'use client'

import { usePathname } from 'next/navigation'
import { useEffect } from 'react'
import { keepPages, startKeeper } from './keeper.ts'

/** A page first does what it was opened for. */
const SETTLE_MS = 1_500

/** Keeps every page that is opened, so that it opens again without network. Not while developing: pages change then. */
export function KeepThisPage() {
  const pathname = usePathname()
  useEffect(() => {
    if (process.env.NODE_ENV !== 'production') return
    let isOver = false
    const timer = setTimeout(async () => {
      await startKeeper()
      if (!isOver && navigator.onLine) keepPages([pathname])
    }, SETTLE_MS)
    return () => {
      isOver = true
      clearTimeout(timer)
    }
  }, [pathname])
  return null
}
