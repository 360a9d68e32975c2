import type { EventTimes } from '#core/move-times.ts'
import { toUnixSeconds } from '#core/time.ts'

/** Times as the contract's `changeTimes` takes them: doors, end and cut-off, in Unix seconds. */
export function toTimesArgs({ doorsAt, endsAt, cutOffAt }: EventTimes): readonly [bigint, bigint, bigint] {
  return [toSeconds(doorsAt), toSeconds(endsAt), toSeconds(cutOffAt)]
}

function toSeconds(at: number): bigint {
  return BigInt(toUnixSeconds(at))
}
