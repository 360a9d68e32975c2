import type { Changes } from './changes.ts'
import type { Tip } from './store.ts'

/** Hears how the mirror gets on: for those who look at it from outside. */
export type Watch = {
  /** The mirror is at `tip`, and the node's head is `headNumber`. */
  moved(tip: Tip, headNumber: bigint): void
  /** A node has confirmed the mirror's block as its head. */
  confirmed(): void
  /** The mirror went back by so many blocks. */
  wentBack(blocks: bigint): void
  /** So much was written. */
  wrote(changes: Changes): void
  /** Blocks are read that are long final: where the mirror is, from where it came and where it is going. */
  catchingUp(progress: CatchUp): void
}

export type CatchUp = { readonly from: bigint; readonly at: bigint; readonly to: bigint }

/** Nobody looks. */
export const UNWATCHED: Watch = {
  moved: () => {},
  confirmed: () => {},
  wentBack: () => {},
  wrote: () => {},
  catchingUp: () => {},
}
