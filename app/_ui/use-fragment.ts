'use client'

import { useEffect, useState } from 'react'

/**
 * The end of the address that somebody has opened, with its `#`; empty on the server and where there is none. It stays
 * while it is taken out of the address, as it is where a wallet's window would be told it.
 */
export function useFragment(): string {
  const [fragment, setFragment] = useState('')
  useEffect(() => {
    const read = () => setFragment(location.hash)
    read()
    addEventListener('hashchange', read)
    return () => removeEventListener('hashchange', read)
  }, [])
  return fragment
}
