import type { AsOf } from '#core/freshness.ts'

/** Where the mirror of a chain stood when it was looked at, by the database's clock. */
export type ChainPosition = AsOf & { readonly hash: Uint8Array<ArrayBuffer> }

/** Where the mirrors stood last, as far as this process has heard. */
export type ChainPositions = {
  /** The last position, moved on to the present; undefined: nothing was heard yet. */
  readonly recall: (chainId: number) => ChainPosition | undefined
  readonly remember: (chainId: number, position: ChainPosition) => void
}

/**
 * Every statement that reads or writes a scan tells where the mirror stands, so under load this is milliseconds old.
 * Whoever decides by it has the write compare it.
 *
 * @param monotonic milliseconds that only ever grow
 */
export function createChainPositions(monotonic: () => number): ChainPositions {
  const last = new Map<number, { readonly position: ChainPosition; readonly heardAt: number }>()
  return {
    recall: (chainId) => {
      const heard = last.get(chainId)
      if (!heard) return undefined
      return { ...heard.position, now: heard.position.now + monotonic() - heard.heardAt }
    },
    remember: (chainId, position) => {
      const heard = last.get(chainId)
      if (heard && heard.position.now > position.now) return
      last.set(chainId, { position, heardAt: monotonic() })
    },
  }
}
