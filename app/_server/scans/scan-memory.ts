import { formatEventId } from '#core/event-id.ts'
import type { PassKeyQuery } from '#core/pass-check.ts'
import { Recent } from '#runtime/crypto/recent.ts'
import { formatRandomBits } from '../bytes.ts'
import type { KeyFacts } from './key-facts.ts'
import type { ScanContext } from './scan-context.ts'
import type { ScanRequest } from './scan-request.ts'

/**
 * What this process has read before and the write compares with what is there now: a memory saves the reading, it
 * decides nothing. What proves to be out of date is forgotten.
 */
export type ScanMemory = {
  readonly context: Memory<[request: ScanRequest, sessionId: string], ScanContext>
  readonly keys: Memory<[query: PassKeyQuery], KeyFacts>
}

export type Memory<Of extends readonly unknown[], Value> = {
  readonly recall: (...of: Of) => Value | undefined
  readonly remember: (value: Value, ...of: Of) => void
  readonly forget: (...of: Of) => void
}

/** How much is remembered: gates and their devices; phones. */
const most = { contexts: 5_000, keys: 50_000 } as const

export function createScanMemory(): ScanMemory {
  return {
    context: createMemory(most.contexts, (request: ScanRequest, sessionId: string) =>
      [
        formatEventId(request.event),
        sessionId,
        formatRandomBits(request.deviceId),
        request.staff,
        request.listId,
        request.gateId ?? '',
      ].join(' '),
    ),
    keys: createMemory(most.keys, ({ event, keyTag }: PassKeyQuery) => `${formatEventId(event)} ${keyTag}`),
  }
}

function createMemory<Of extends readonly unknown[], Value>(
  limit: number,
  nameOf: (...of: Of) => string,
): Memory<Of, Value> {
  const recent = new Recent<Value>(limit)
  return {
    recall: (...of) => recent.find(nameOf(...of)),
    remember: (value, ...of) => recent.remember(nameOf(...of), value),
    forget: (...of) => recent.forget(nameOf(...of)),
  }
}
