import { admitted, entered, HOUR, MORE_FACTS, refused } from './cases.ts'
import { addressOf, MADE_AT, shortPass } from './people.ts'
import type { VectorCase } from './shape.ts'

const SEEN_AT = MADE_AT + 2

/** The ticket itself, and the list. */
export async function ticketCases(): Promise<readonly VectorCase[]> {
  const pass = await shortPass()
  const beforeCutOff = { cutOffAt: SEEN_AT - 1, blockAt: SEEN_AT - 12 }
  return [
    admitted('facts confirmed 10 s ago', pass, { facts: { ...beforeCutOff, confirmedSecondsAgo: 10 } }),
    refused('mirror_stale', 'facts confirmed 11 s ago', pass, {
      facts: { ...beforeCutOff, confirmedSecondsAgo: 11 },
    }),
    admitted('facts of a block at the cut-off, confirmed an hour ago', pass, {
      facts: { blockAt: MORE_FACTS.cutOffAt, confirmedSecondsAgo: HOUR },
    }),
    refused('mirror_stale', 'facts of a block a second before the cut-off, confirmed an hour ago', pass, {
      facts: { blockAt: MORE_FACTS.cutOffAt - 1, confirmedSecondsAgo: HOUR },
    }),
    refused('ticket_unknown', 'no such ticket', pass, { facts: { owner: null } }),
    refused('canceled', 'event canceled', pass, { facts: { isCanceled: true } }),
    refused('canceled', 'ticket void', pass, { facts: { status: 'void' } }),
    refused('canceled', 'ticket refunded', pass, { facts: { status: 'refunded' } }),
    refused('blocked', 'ticket held back', pass, { facts: { isBlocked: true } }),
    refused('unpaid', 'bought in this block', pass, { facts: { blocksSince: 0 } }),
    refused('unpaid', 'bought a block ago', pass, { facts: { blocksSince: 1 } }),
    admitted('bought two blocks ago', pass, { facts: { blocksSince: 2 } }),
    admitted('bought in this block on a chain that settles at once', pass, {
      facts: { blocksSince: 0, settleBlocks: 0 },
    }),
    refused('not_owner', 'sold to another wallet', pass, { facts: { owner: addressOf('bob') } }),
    refused('product', 'tier not on this list', pass, { facts: { tierIds: [1, 3] } }),
    admitted('tier on this list', pass, { facts: { tierIds: [1, 2] } }),
    refused('invalid_time', 'a second before doors', pass, { facts: { doorsAt: SEEN_AT + 1 } }),
    admitted('at doors', pass, { facts: { doorsAt: SEEN_AT } }),
    admitted('at the end', pass, { facts: { endsAt: SEEN_AT } }),
    refused('invalid_time', 'a second after the end', pass, { facts: { endsAt: SEEN_AT - 1 } }),
    refused('invalid_time', 'a second before the list opens', pass, { facts: { opensAt: SEEN_AT + 1 } }),
    admitted('when the list opens', pass, { facts: { opensAt: SEEN_AT } }),
    admitted('when the list closes', pass, { facts: { closesAt: SEEN_AT } }),
    refused('invalid_time', 'a second after the list closes', pass, { facts: { closesAt: SEEN_AT - 1 } }),
    refused('invalid_time', 'before the cut-off, of a tier whose tickets move', pass, {
      facts: { cutOffAt: SEEN_AT + 1 },
    }),
    admitted('before the cut-off, of a tier whose tickets never move', pass, {
      facts: { cutOffAt: SEEN_AT + 1, isTransferable: false },
    }),
    refused('rules', 'another rule of the list', pass, { facts: { failedRule: 'Gate 4 only.' } }),
  ]
}

/** Entry policies, exits and replay. */
export async function policyCases(): Promise<readonly VectorCase[]> {
  const pass = await shortPass()
  const exit = { direction: 'exit' } as const
  // 12 June 2027, 06:00 in Berlin: 14 hours and 2 seconds before the code is seen
  const dayStart = 14 * HOUR
  return [
    refused('already_redeemed', 'once, inside', pass, { facts: { presence: entered(true) } }),
    refused('already_redeemed', 'once, entered and left', pass, { facts: { presence: entered(false) } }),
    refused('already_redeemed', 'once, inside, and the same code again', pass, {
      facts: { presence: entered(true, 0), lastMadeAt: MADE_AT },
    }),
    refused('checkout_required', 'reentry, inside', pass, {
      facts: { policy: 'reentry', presence: entered(true) },
    }),
    admitted('reentry, entered and left', pass, { facts: { policy: 'reentry', presence: entered(false) } }),
    refused('already_redeemed', 'daily, entered when this day began', pass, {
      facts: { policy: 'daily', presence: entered(false, dayStart) },
    }),
    admitted('daily, entered a second before this day began', pass, {
      facts: { policy: 'daily', presence: entered(true, dayStart + 1) },
    }),
    refused('already_redeemed', 'daily, where a day begins at midnight', pass, {
      facts: { policy: 'daily', presence: entered(true, 20 * HOUR), dayBeginsHour: 0 },
    }),
    admitted('unlimited, inside', pass, { facts: { policy: 'unlimited', presence: entered(true) } }),
    refused('pass_replayed', 'unlimited, the same code again', pass, {
      facts: { policy: 'unlimited', presence: entered(true), lastMadeAt: MADE_AT },
    }),
    refused('pass_replayed', 'reentry, a code older than the last one', pass, {
      facts: { policy: 'reentry', presence: entered(false), lastMadeAt: MADE_AT + 1 },
    }),
    admitted('reentry, a code a second later than the last one', pass, {
      facts: { policy: 'reentry', presence: entered(false), lastMadeAt: MADE_AT - 1 },
    }),
    refused('pass_replayed', 'never entered this list, the same code as at another', pass, {
      facts: { lastMadeAt: MADE_AT },
    }),
    admitted('exit of who is inside', pass, { ...exit, facts: { presence: entered(true) } }),
    refused('not_inside', 'exit of who never entered', pass, exit),
    refused('not_inside', 'exit of who has left', pass, { ...exit, facts: { presence: entered(false) } }),
    refused('pass_replayed', 'exit with the code of the entry', pass, {
      ...exit,
      facts: { presence: entered(true, 0), lastMadeAt: MADE_AT },
    }),
    admitted('exit after the end', pass, {
      ...exit,
      facts: { presence: entered(true), endsAt: SEEN_AT - 1 },
    }),
    refused('not_owner', 'exit by who is not the owner', pass, {
      ...exit,
      facts: { presence: entered(true), owner: addressOf('bob') },
    }),
  ]
}
