import { randomBytes } from 'node:crypto'
import { type ScanAnswer, scanAnswer } from '#core/api/scan.ts'
import { type EventId, formatEventId } from '#core/event-id.ts'
import type { Answer, Api } from '../client/api.ts'

/** What a scanner sends. */
export type Scan = { readonly nonce: string; readonly code: string }

/** A steward's scanner at gate 1, for the list `main` of one event. */
export type Scanner = {
  /** Sends a scan and answers what came, whatever the status. */
  send(scan: Scan): Promise<Answer>
  /** Scans a code under a new nonce; throws unless a verdict comes. */
  scan(code: string): Promise<ScanAnswer>
}

/** A new scan of a code, with the 128 random bits that name it. */
export function newScan(code: string): Scan {
  return { nonce: randomBytes(16).toString('hex'), code }
}

export function createScanner(api: Api, event: EventId, token: string): Scanner {
  const send: Scanner['send'] = (scan) =>
    api.call('POST', `/api/events/${formatEventId(event)}/scans`, {
      token,
      body: { ...scan, listId: 'main', gateId: '1', direction: 'entry' },
    })
  return {
    send,
    scan: async (code) => parseVerdict(await send(newScan(code))),
  }
}

/** The verdict in an answer; throws if it is none. */
export function parseVerdict({ status, body }: Answer): ScanAnswer {
  if (status !== 200) throw new Error(`The gate got ${status}: ${JSON.stringify(body)}`)
  return scanAnswer.parse(body)
}

/** `admit`, or `refuse` and the reason. */
export function describeVerdict({ verdict, reason }: ScanAnswer): string {
  return reason ? `${verdict} ${reason}` : verdict
}
