import { formatUnits } from 'viem'
import type { Coin } from '#core/coin.ts'
import type { Locale } from '#core/locale.ts'
import { dateTimeFormat, numberFormat } from './intl.ts'

/**
 * How a language writes times, spans, shares and money. Times are in the event's zone, whatever the reader's;
 * an instant is RFC 3339, or Unix milliseconds.
 */
export type Format = {
  /** Day and time with the zone's name. */
  readonly moment: (instant: string | number, timeZone: string) => string
  /** The time of day. */
  readonly clock: (instant: string | number, timeZone: string) => string
  /** The day in full. */
  readonly day: (instant: string | number, timeZone: string) => string
  /** A moment where the reader is: what his own device did. Unix milliseconds. */
  readonly here: (at: number) => string
  /** A span of milliseconds in the largest unit that fits, rounded up so that nobody comes too early. */
  readonly span: (ms: number) => string
  readonly number: (value: number) => string
  /** Basis points as per cent. */
  readonly share: (bps: number) => string
  /** An amount of smallest units in whole coins with their symbol; no digit is lost. */
  readonly coins: (amount: bigint, coin: Coin) => string
}

/** Plain English reads days before months and hours to 24, as tickets do. */
const TAGS: Readonly<Record<Locale, string>> = { en: 'en-GB', de: 'de-DE', fr: 'fr-FR', es: 'es-ES' }

const UNITS = [
  { unit: 'day', ms: 86_400_000 },
  { unit: 'hour', ms: 3_600_000 },
  { unit: 'minute', ms: 60_000 },
] as const

const MOMENT = {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  timeZoneName: 'short',
} as const
const HERE = { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' } as const
const CLOCK = { hour: '2-digit', minute: '2-digit' } as const
const DAY = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' } as const

/** Makes the {@link Format} of a language. */
export function createFormat(locale: Locale): Format {
  const tag = TAGS[locale]
  const time = (instant: string | number, timeZone: string, options: Intl.DateTimeFormatOptions) =>
    dateTimeFormat(tag, { ...options, timeZone }).format(new Date(instant))
  const number = (value: number) => numberFormat(tag).format(value)
  return {
    moment: (instant, timeZone) => time(instant, timeZone, MOMENT),
    clock: (instant, timeZone) => time(instant, timeZone, CLOCK),
    day: (instant, timeZone) => time(instant, timeZone, DAY),
    here: (at) => dateTimeFormat(tag, HERE).format(at),
    span: (ms) => {
      const { unit, ms: size } = UNITS.find((each) => ms > each.ms) ?? UNITS[2]
      const count = Math.max(1, Math.ceil(ms / size))
      return numberFormat(tag, { style: 'unit', unit, unitDisplay: 'long' }).format(count)
    },
    number,
    share: (bps) => `${number(bps / 100)}\u00a0%`,
    coins: (amount, { symbol, decimals }) => {
      // as a text, since a number would round what a coin has of digits
      const exact = formatUnits(amount, decimals) as Intl.StringNumericLiteral
      return `${numberFormat(tag, { maximumFractionDigits: decimals }).format(exact)} ${symbol}`
    },
  }
}
