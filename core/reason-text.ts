import type { Reason, ReasonDetails } from './reason.ts'
import type { UnixMs } from './time.ts'
import { localDay, localTime } from './time-zone.ts'

/** What a sentence needs to name times: the event's IANA zone, and when the scan happened. */
export type SentenceClock = {
  readonly timeZone: string
  readonly at: UnixMs
}

/** One sentence or two for the steward, per reason. Another language is another such table. */
export type ReasonSentences = {
  readonly [R in Reason]: (details: ReasonDetails[R], clock: SentenceClock) => string
}

/**
 * What the steward reads: what is wrong and, where there is something, what to do. Stands alone and fits a phone.
 *
 * @throws RangeError if the clock's zone is none; see `isTimeZone`.
 * @example messageOf('invalid_time', { when: 'before', opensAt, waitSeconds: 1500 }, clock) // 'Doors open in 25 minutes.'
 */
export function messageOf<R extends Reason>(
  reason: R,
  details: ReasonDetails[R],
  clock: SentenceClock,
  sentences: ReasonSentences = ENGLISH,
): string {
  return sentences[reason](details, clock)
}

const INVALID: Readonly<Record<ReasonDetails['invalid']['part'], string>> = {
  text: 'This is not a ticket code. Ask for the code on the guest’s ticket page.',
  pass: 'The signature of this code is wrong. Ask the guest to show it again on the ticket page.',
  authorisation: 'The wallet signature in this code is not from the ticket’s owner.',
}

const CANCELED: Readonly<Record<ReasonDetails['canceled']['what'], string>> = {
  event: 'The event is canceled.',
  void: 'The organizer has made this ticket void.',
  refunded: 'This ticket was refunded.',
}

const ENGLISH: ReasonSentences = {
  invalid: ({ part }) => INVALID[part],
  wrong_event: () => 'This ticket is for another event.',
  pass_expired: ({ ageSeconds }) =>
    `This code is ${duration(ageSeconds)} old. Ask for the live code, not a picture of it.`,
  pass_from_future: ({ aheadSeconds }) =>
    `The phone’s clock is ${duration(aheadSeconds)} ahead. Ask the guest to reload the ticket page.`,
  gate_code_wrong: ({ isAsked }) =>
    isAsked
      ? 'The phone has not answered the number on this screen. Ask the guest to type it in.'
      : 'This code answers a number that was not asked for here. Ask for the ordinary code.',
  pass_key_unknown: () =>
    'This phone is not known yet. Ask the guest to tap “the gate does not know my phone”.',
  pass_key_expired: ({ expiredAt }, clock) =>
    `This phone was authorised until ${timeOf(expiredAt, clock)}. Ask the guest to authorise it again.`,
  revoked: () => 'The holder has taken this phone’s authorisation back.',
  mirror_stale: ({ ageSeconds }) =>
    `Ownership cannot be checked: ${ageSeconds === null ? 'the chain has not answered yet' : `the chain last answered ${duration(ageSeconds)} ago`}. A supervisor may decide.`,
  ticket_unknown: ({ block }) =>
    `There is no such ticket ${block === null ? 'yet' : `as of block ${block}`}. A new one may take a moment.`,
  canceled: ({ what }) => CANCELED[what],
  blocked: () => 'The organizer holds this ticket back. Send the guest to the organizer.',
  unpaid: ({ waitSeconds }) => `The purchase is not settled yet. Scan again in ${duration(waitSeconds)}.`,
  not_owner: ({ block }) => `This wallet does not hold the ticket as of block ${block}.`,
  product: ({ tierId }) => `Tickets of tier ${tierId} are not admitted here.`,
  invalid_time: (details, clock) =>
    details.when === 'before'
      ? `Doors open in ${duration(details.waitSeconds)}.`
      : `Admission ended at ${timeOf(details.closedAt, clock)}.`,
  rules: ({ rule }) => rule,
  already_redeemed: ({ first }, clock) =>
    `Already admitted at ${timeOf(first.at, clock)}, gate ${first.gateId}.`,
  checkout_required: ({ first }, clock) =>
    `Inside since ${timeOf(first.at, clock)}, gate ${first.gateId}. Must be scanned out first.`,
  not_inside: () => 'This ticket is not inside, so it cannot leave.',
  pass_replayed: () => 'This code was used already. Wait for the next one on the phone.',
}

/** The largest unit of which there are at least two: `90 seconds`, `25 minutes`. Rounded up, so never 0 minutes. */
function duration(seconds: number): string {
  if (seconds < 120) return plural(Math.ceil(seconds), 'second')
  if (seconds < 7200) return plural(Math.ceil(seconds / 60), 'minute')
  if (seconds < 172_800) return plural(Math.ceil(seconds / 3600), 'hour')
  return plural(Math.ceil(seconds / 86_400), 'day')
}

function plural(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? '' : 's'}`
}

/** `19:42` on the day of the scan, else with the day in front: `12 June, 19:42`. In the event's zone. */
function timeOf(at: UnixMs, { timeZone, at: now }: SentenceClock): string {
  const day = localDay(at, timeZone)
  return day === localDay(now, timeZone) ? localTime(at, timeZone) : `${day}, ${localTime(at, timeZone)}`
}
