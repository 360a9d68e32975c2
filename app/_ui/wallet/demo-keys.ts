import { type Address, type Hex, isAddress } from 'viem'
import { parseDemoSeed } from '#core/demo-link.ts'

/** The demo accounts that a link has brought to this phone. */
export type DemoKeys = {
  readonly seed: Hex
  /** By the accounts' places. */
  readonly addresses: readonly Address[]
}

const KEY = 'usher.demo'
const listeners = new Set<() => void>()
let known: { readonly text: string | null; readonly keys: DemoKeys | undefined } | undefined

/** What this phone has, if anything. The same object until it changes. */
export function currentDemoKeys(): DemoKeys | undefined {
  const text = localStorage.getItem(KEY)
  if (known?.text !== text) known = { text, keys: parse(text) }
  return known.keys
}

/** Calls `listener` at each change. Answers how to stop that. */
export function onDemoKeysChange(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** Keeps the demo accounts that the page's own address brings; once they are kept, takes them out of the address. */
export async function takeDemoLink(): Promise<void> {
  const seed = parseDemoSeed(location.hash)
  if (!seed) return
  // what signs is a bundle of its own
  const { demoAddresses } = await import('./demo-provider.ts')
  localStorage.setItem(KEY, JSON.stringify({ seed, addresses: demoAddresses(seed) } satisfies DemoKeys))
  history.replaceState(history.state, '', location.pathname + location.search)
  for (const listener of listeners) listener()
}

function parse(text: string | null): DemoKeys | undefined {
  try {
    const kept: DemoKeys | null = JSON.parse(text ?? 'null')
    // an older page may have kept something else
    const isKeys =
      kept !== null &&
      /^0x[0-9a-f]{32}$/.test(kept.seed) &&
      kept.addresses.every((address) => isAddress(address, { strict: false }))
    return isKeys ? kept : undefined
  } catch {
    return undefined
  }
}
