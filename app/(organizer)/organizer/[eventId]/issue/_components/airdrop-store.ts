import { z } from 'zod'

const keptAirdrop = z.object({ name: z.string(), text: z.string() })

/** A list as it waits in this browser until all of it has arrived. */
export type KeptAirdrop = z.infer<typeof keptAirdrop>

const keyOf = (eventId: string, tierId: number) => `usher.airdrop.${eventId}.${tierId}`

export function readAirdrop(eventId: string, tierId: number): KeptAirdrop | undefined {
  const kept = localStorage.getItem(keyOf(eventId, tierId))
  if (kept === null) return undefined
  try {
    return keptAirdrop.safeParse(JSON.parse(kept)).data
  } catch {
    return undefined
  }
}

export function keepAirdrop(eventId: string, tierId: number, kept: KeptAirdrop): void {
  try {
    localStorage.setItem(keyOf(eventId, tierId), JSON.stringify(kept))
  } catch {
    // too long for this browser: whoever has the list brings it again, and the chain knows what has arrived
  }
}

export function forgetAirdrop(eventId: string, tierId: number): void {
  localStorage.removeItem(keyOf(eventId, tierId))
}
