'use client'

import { useEffect, useState, useSyncExternalStore } from 'react'
import { scanAnswer } from '#core/api/scan.ts'
import { callAuthorised } from '#ui/session/authorised.ts'
import { knownNow } from '#ui/time/device-clock.ts'
import { createGateScanner, type GateScanner } from './gate-scanner.ts'
import type { GateState } from './gate-state.ts'
import type { Post } from './post.ts'
import { randomBits } from './random-bits.ts'
import { createScanSender, type ScanSender } from './scan-sender.ts'
import { openScanStore, type WaitingScan } from './scan-store.ts'

/** Longer than any answer takes; a request that hangs would hold its ticket up. */
const TRY_LIMIT_MS = 10_000

type Wired = { readonly scanner: GateScanner; readonly sender: ScanSender }

/** The scanner of one post and one member of staff, wired to the server and to this device. */
export function useGateScanner(
  post: Post,
  staff: string,
): { readonly scanner: GateScanner; readonly state: GateState } {
  const [{ scanner, sender }] = useState(() => wire(post, staff))
  const state = useSyncExternalStore(scanner.subscribe, scanner.state, scanner.state)

  useEffect(() => {
    // a device that cannot keep scans says so at the next one
    scanner.resume().catch(() => undefined)
    addEventListener('online', sender.hurry)
    return () => removeEventListener('online', sender.hurry)
  }, [scanner, sender])

  return { scanner, state }
}

function wire(post: Post, staff: string): Wired {
  const store = openScanStore()
  const sender = createScanSender({ store, post: sendOnce })
  const scanner = createGateScanner({
    post,
    staff,
    sender,
    store,
    now: () => performance.now(),
    seenAt: () => {
      const at = knownNow()
      return at === undefined ? undefined : new Date(at).toISOString()
    },
    makeNonce: randomBits,
  })
  return { scanner, sender }
}

function sendOnce({ eventId, request }: WaitingScan) {
  return callAuthorised(`/api/events/${eventId}/scans`, scanAnswer, {
    method: 'POST',
    body: request,
    signal: AbortSignal.timeout(TRY_LIMIT_MS),
  })
}
