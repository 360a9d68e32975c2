import { createElement, Fragment, type ReactNode } from 'react'
import type { Locale } from '#core/locale.ts'
import { numberFormat, pluralRules } from './intl.ts'
import type { Fillings, Message, MessageKey, Words } from './message.ts'

/** Says messages of one catalogue in one language. Keys and placeholders are checked by the compiler. */
export type Talk<W extends Words> = {
  /** The sentence, with its placeholders filled in; numbers as the language writes them. */
  <K extends MessageKey<W>>(key: K, ...fillings: Fillings<W, K, string | number>): string
  /** The same with components in some of the places. */
  readonly nodes: <K extends MessageKey<W>>(key: K, ...fillings: Fillings<W, K, ReactNode>) => ReactNode
  /** Whether a group has a message for a name that comes from elsewhere. */
  readonly has: <G extends keyof W & string>(group: G, name: string) => name is keyof W[G] & string
}

/**
 * Makes a {@link Talk} from one language of a catalogue.
 *
 * It throws for a key that is none and for a placeholder without filling: the compiler lets neither pass.
 */
export function createTalk<W extends Words>(locale: Locale, words: Words): Talk<W> {
  const partsOf = (key: string, fillings: Readonly<Record<string, unknown>> = {}) => {
    const [group = '', name = ''] = key.split('.')
    const message = words[group]?.[name]
    if (message === undefined) throw new Error(`there is no message ${key}`)
    const fill = (place: string): unknown => {
      if (!(place in fillings)) throw new Error(`${key} needs ${place}`)
      const value = fillings[place]
      return typeof value === 'number' ? numberFormat(locale).format(value) : value
    }
    // with one group in the pattern, every second part is a placeholder's name
    return sentenceOf(message, locale, fillings.count)
      .split(/\{(\w+)\}/)
      .map((part, index) => (index % 2 === 0 ? part : fill(part)))
  }

  const say = (key: string, fillings?: Readonly<Record<string, unknown>>) => partsOf(key, fillings).join('')
  const nodes = (key: string, fillings?: Readonly<Record<string, unknown>>) =>
    createElement(Fragment, null, ...(partsOf(key, fillings) as ReactNode[]))
  const has = (group: string, name: string) => Object.hasOwn(words[group] ?? {}, name)
  return Object.assign(say, { nodes, has }) as unknown as Talk<W>
}

function sentenceOf(message: Message, locale: Locale, count: unknown): string {
  if (typeof message === 'string') return message
  // what a language has beyond one and other (French and Spanish: many, from a million on) reads like other here
  return pluralRules(locale).select(Number(count)) === 'one' ? message.one : message.other
}
