import { measureDoor } from './admission/door.ts'
import { measureVerdict } from './admission/verdict.ts'
import type { Result } from './result.ts'

/** How long a verdict takes at a door, how many a server gives, and what of that is the writing. */
export async function measure(): Promise<readonly Result[]> {
  return [...(await measureVerdict()), ...(await measureDoor())]
}
