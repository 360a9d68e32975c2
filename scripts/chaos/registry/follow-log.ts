import { setTimeout as wait } from 'node:timers/promises'
import { scans } from '#core/api/scan.ts'
import { createApi } from '../../client/api.ts'
import { until } from '../../client/until.ts'
import type { Random } from '../random.ts'
import type { Door } from './clients.ts'

/**
 * Reads the log page by page while it is written, as a dashboard does, and goes on from where it was.
 *
 * @param over aborts when nothing more is written
 * @param findLast the number of the log's last row
 */
export async function followLog(
  door: Door,
  token: string,
  random: Random,
  { over, findLast }: { readonly over: AbortSignal; readonly findLast: () => Promise<string> },
): Promise<void> {
  let after = '0'
  const readOn = async () => {
    const path = `${door.venue.scansPath}?after=${after}&limit=200`
    const page = (await readPage(random.pick(door.webUrls), path, token)) ?? []
    for (const { scanId } of page) door.history.followed.push(scanId)
    after = page.at(-1)?.scanId ?? after
    return page.length > 0
  }
  while (!over.aborted) if (!(await readOn())) await wait(50)
  const last = BigInt(await findLast())
  const isAtEnd = async () => {
    await readOn()
    return BigInt(after) >= last || undefined
  }
  await until('the pages to come to the end of the log', isAtEnd, 120)
}

async function readPage(url: string, path: string, token: string) {
  try {
    const { status, body } = await createApi(url).call('GET', path, { token })
    return status === 200 ? scans.parse(body).scans : undefined
  } catch {
    return undefined
  }
}
