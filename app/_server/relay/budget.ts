import type { Transaction } from '#prisma/client.ts'
import type { RelaySettings } from './relayer.ts'

type Budget = Pick<RelaySettings, 'weiPerEventAndDay' | 'weiPerDay'>

/** The day in UTC that a budget is for. */
export function dayOf(now: Date): Date {
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate()))
}

/** Until the next day's budget. */
export function millisecondsLeft(now: Date): number {
  return dayOf(now).getTime() + 86_400_000 - now.getTime()
}

/**
 * Takes `wei` out of an event's budget of a day, if that leaves neither it nor the budget of all events overdrawn: one
 * conditional write, under the relay's lock.
 *
 * @returns whether it did
 */
export async function charge(
  at: Transaction,
  eventId: Uint8Array<ArrayBuffer>,
  day: Date,
  wei: bigint,
  { weiPerEventAndDay, weiPerDay }: Budget,
): Promise<boolean> {
  const charged = await at.$executeRaw`
    INSERT INTO registry.relay_budget AS budget (event_id, day, charged)
    SELECT ${eventId}, ${day}::date, ${String(wei)}::numeric
    WHERE ${String(wei)}::numeric <= ${String(weiPerEventAndDay)}::numeric
      AND ${String(wei)}::numeric + (
        SELECT coalesce(sum(charged), 0) FROM registry.relay_budget WHERE day = ${day}::date
      ) <= ${String(weiPerDay)}::numeric
    ON CONFLICT (event_id, day) DO UPDATE SET charged = budget.charged + excluded.charged
      WHERE budget.charged + excluded.charged <= ${String(weiPerEventAndDay)}::numeric`
  return charged === 1
}

/** Books what an attempt has really cost instead of what it might have, under the relay's lock. */
export async function rebook(
  at: Transaction,
  eventId: Uint8Array<ArrayBuffer>,
  day: Date,
  before: bigint,
  after: bigint,
): Promise<void> {
  if (before === after) return
  await at.$executeRaw`
    UPDATE registry.relay_budget SET charged = greatest(0, charged + ${String(after - before)}::numeric)
    WHERE event_id = ${eventId} AND day = ${day}::date`
}
