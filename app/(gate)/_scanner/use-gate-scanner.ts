'use client'

import { useEffect, useState, useSyncExternalStore } from 'react'
import { type ScanRequest, scanAnswer, scanPreview } from '#core/api/scan.ts'
import { ApiUnreachable } from '#ui/api/client.ts'
import { callAuthorised } from '#ui/session/authorised.ts'
import { liveSession } from '#ui/session/sign-in.ts'
import { knownNow } from '#ui/time/device-clock.ts'
import { createGateScanner, type GateScanner } from './gate-scanner.ts'
import type { GateState } from './gate-state.ts'
import type { Post } from './post.ts'
import { randomBits } from './random-bits.ts'
import { createScanSender, type ScanSender } from './scan-sender.ts'
import { openScanStore, type WaitingScan } from './scan-store.ts'
import { openShiftLog } from './shift-log.ts'

/** Longer than any answer takes; a request that hangs would hold its ticket up. */
const TRY_LIMIT_MS = 10_000

/** Two steps that cannot look a ticket up for so long end in nobody being let in: the scan's own time runs out. */
const PREVIEW_LIMIT_MS = 8_000

type Wired = { readonly scanner: GateScanner; readonly sender: ScanSender }

/** The scanner of one post and one member of staff, wired to the server and to this device. */
export function useGateScanner(post: Post, staff: string): GateScanner {
  const [{ scanner, sender }] = useState(() => wire(post, staff))

  useEffect(() => {
    // a device that cannot keep scans says so at the next one
    scanner.resume().catch(() => undefined)
    addEventListener('online', sender.hurry)
    return () => removeEventListener('online', sender.hurry)
  }, [scanner, sender])

  return scanner
}

/**
 * One part of what the scanner knows. It changes many times with each guest: whoever asks for a part alone is drawn anew
 * for that part alone.
 */
export function useGateState<K extends keyof GateState>(scanner: GateScanner, part: K): GateState[K] {
  const read = () => scanner.state()[part]
  return useSyncExternalStore(scanner.subscribe, read, read)
}

function wire(post: Post, staff: string): Wired {
  const store = openScanStore()
  const sender = createScanSender({ store, post: sendOnce })
  const scanner = createGateScanner({
    post,
    staff,
    sender,
    preview: (request) => previewOnce(post.eventId, request),
    store,
    log: openShiftLog(),
    now: () => performance.now(),
    seenAt: () => {
      const at = knownNow()
      return at === undefined ? undefined : new Date(at).toISOString()
    },
    makeNonce: randomBits,
  })
  return { scanner, sender }
}

async function sendOnce({ eventId, staff, request }: WaitingScan) {
  // who has signed in since may not send another's scan under his own name
  const session = await liveSession()
  if (session && session.address.toLowerCase() !== staff.toLowerCase()) throw new ApiUnreachable()
  return callAuthorised(`/api/events/${eventId}/scans`, scanAnswer, {
    method: 'POST',
    body: request,
    signal: AbortSignal.timeout(TRY_LIMIT_MS),
  })
}

function previewOnce(eventId: string, request: ScanRequest) {
  return callAuthorised(`/api/events/${eventId}/scans/preview`, scanPreview, {
    method: 'POST',
    body: request,
    signal: AbortSignal.timeout(PREVIEW_LIMIT_MS),
  })
}
