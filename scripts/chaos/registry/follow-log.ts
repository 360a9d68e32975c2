import { setTimeout as wait } from 'node:timers/promises'
import { scans } from '#core/api/scan.ts'
import { createApi } from '../../client/api.ts'
import type { Random } from '../random.ts'
import type { Door } from './clients.ts'

/**
 * Reads the log page by page while it is written, as a dashboard does, and goes on from where it was; until the doors
 * are closed and nothing more has come.
 */
export async function followLog(door: Door, token: string, random: Random): Promise<void> {
  const path = door.venue.scansPath
  let after = '0'
  for (;;) {
    const wasClosing = door.closing.aborted
    const page = await readPage(random.pick(door.webUrls), `${path}?after=${after}&limit=200`, token)
    for (const { scanId } of page ?? []) door.history.followed.push(scanId)
    after = page?.at(-1)?.scanId ?? after
    if (wasClosing && page?.length === 0) return
    if (!page || page.length === 0) await wait(50)
  }
}

async function readPage(url: string, path: string, token: string) {
  try {
    const { status, body } = await createApi(url).call('GET', path, { token })
    return status === 200 ? scans.parse(body).scans : undefined
  } catch {
    return undefined
  }
}
