import type { FactSources } from './decide-scan.ts'
import { expectFacts, type GatherFacts, type GatherPorts } from './gather-facts.ts'
import type { FindKeyFacts } from './key-facts.ts'
import type { FindScanContext, ScanContext } from './scan-context.ts'
import type { ScanMemory } from './scan-memory.ts'
import type { ScanRequest } from './scan-request.ts'
import type { Outcome } from './write-scans.ts'

/** Where one scan's facts come from: at first from memory and expectation, then, what proved wrong, from the tables. */
export type ScanSources = FactSources & {
  /** What the scan is decided within; undefined: no such event. */
  readonly findContext: () => Promise<ScanContext | undefined>
  /** Reads it, though it may be remembered. */
  readonly readContext: () => Promise<ScanContext | undefined>
  /** Takes in why a scan was not written. */
  readonly learn: (outcome: Outcome) => void
  /** Reads what was only expected. @returns false if nothing was */
  readonly stopExpecting: () => boolean
}

type Ports = {
  readonly findContext: FindScanContext
  readonly findKeyFacts: FindKeyFacts
  readonly gatherFacts: GatherFacts
  readonly expecting: Pick<GatherPorts, 'positions' | 'freshness' | 'settle'>
  readonly memory: ScanMemory
}

export type OpenSources = (request: ScanRequest, sessionId: string) => ScanSources

/** An admission of a phone that is known, at a gate that is known, costs one statement so: the one that writes it. */
export function createOpenSources(ports: Ports): OpenSources {
  const { memory, expecting } = ports
  return (request, sessionId) => {
    const may = { recallContext: true, recallKeys: true, expectTicket: true }
    let hasExpected = false

    const readContext = async () => {
      const context = await ports.findContext(request, sessionId)
      if (context && letsScan(context, request)) {
        memory.context.remember({ ...context, stored: undefined }, request, sessionId)
      }
      return context
    }
    return {
      readContext,
      findContext: async () =>
        (may.recallContext && memory.context.recall(request, sessionId)) || (await readContext()),
      findKeyFacts: async (query) => {
        const known = may.recallKeys && memory.keys.recall(query)
        if (known) return known
        const facts = await ports.findKeyFacts(query)
        if (facts.keys.length > 0) {
          memory.keys.remember({ ...facts, candidates: [], revocations: [] }, query)
        }
        return facts
      },
      gatherFacts: async (place, known, proof) => {
        const expected = may.expectTicket ? expectFacts(place, known, proof, expecting) : undefined
        hasExpected = expected !== undefined
        return expected ?? (await ports.gatherFacts(place, known, proof))
      },
      learn: ({ isNew, isContextSame, isKeySame }) => {
        may.expectTicket = false
        if (!isNew || !isContextSame) may.recallContext = false
        if (!isKeySame) may.recallKeys = false
      },
      stopExpecting: () => {
        const had = hasExpected
        may.expectTicket = false
        hasExpected = false
        return had
      },
    }
  }
}

/** Only what lets somebody scan is remembered: that is compared by the write, while a refusal would write nothing. */
function letsScan(context: ScanContext, { listId }: ScanRequest): boolean {
  const { isSessionLive, isOrganizer, role, isDeviceDisabled, list, gate } = context
  const maySo = isSessionLive && (isOrganizer || role !== null) && !isDeviceDisabled
  return maySo && list !== undefined && (gate?.listIds.includes(listId) ?? false)
}
