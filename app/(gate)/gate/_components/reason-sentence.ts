import type { Event } from '#core/api/event.ts'
import type { ScanAnswer } from '#core/api/scan.ts'
import type { GateWords } from '#gate/_words/load.ts'
import type { Format } from '#ui/words/format.ts'
import type { Talk } from '#ui/words/talk.ts'

/** What a sentence about a refusal is made of besides the answer. */
export type Circumstances = {
  readonly event: Pick<Event, 'status' | 'timeZone' | 'gates' | 'lists'>
  /** The check-in list that was asked for. */
  readonly listId: string
  readonly t: Talk<GateWords>
  readonly format: Format
}

/** Why a scan was refused and what to do, in the steward's language; empty if it was not refused. */
export function reasonSentence(answer: ScanAnswer, circumstances: Circumstances): string {
  const { event, t } = circumstances
  switch (answer.reason) {
    case undefined:
      return ''
    case 'canceled':
      return t(event.status === 'canceled' ? 'reason.canceledEvent' : 'reason.canceledTicket')
    case 'invalid_time':
      return timeSentence(answer, circumstances)
    case 'already_redeemed':
    case 'checkout_required':
      return t(`reason.${answer.reason}`, firstEntry(answer, circumstances))
    default:
      return t(`reason.${answer.reason}`)
  }
}

function timeSentence({ datetime }: ScanAnswer, { event, listId, t, format }: Circumstances): string {
  const list = event.lists.find((each) => each.listId === listId)
  if (list && datetime < list.opensAt) {
    return t('reason.tooEarly', { span: format.span(Date.parse(list.opensAt) - Date.parse(datetime)) })
  }
  if (list && datetime > list.closesAt) {
    return t('reason.tooLate', { time: timeOf(list.closesAt, datetime, event.timeZone, format) })
  }
  return t('reason.invalid_time')
}

function firstEntry({ first, datetime }: ScanAnswer, { event, t, format }: Circumstances) {
  const gate = event.gates.find((each) => each.gateId === first?.gateId)
  return {
    time: first ? timeOf(first.datetime, datetime, event.timeZone, format) : '–',
    gate: gate?.name ?? t('stage.gate', { gate: first?.gateId ?? '–' }),
  }
}

/** The time of day; with the day where that is not the day of the scan. */
function timeOf(instant: string, scannedAt: string, timeZone: string, format: Format): string {
  const isSameDay = format.day(instant, timeZone) === format.day(scannedAt, timeZone)
  return isSameDay ? format.clock(instant, timeZone) : format.moment(instant, timeZone)
}
