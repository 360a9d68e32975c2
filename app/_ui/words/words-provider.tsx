'use client'

import { createContext, type ReactNode, use, useMemo } from 'react'
import type { Locale } from '#core/locale.ts'
import type { Words } from './message.ts'
import { createTalk, type Talk } from './talk.ts'

type Spoken = { readonly locale: Locale; readonly rooms: Readonly<Record<string, Words>> }

const Context = createContext<Spoken | undefined>(undefined)

type WordsProviderProps = {
  readonly locale: Locale
  /** Whose words they are: `ui` or the name of a page room. */
  readonly room: string
  readonly words: Words
  readonly children: ReactNode
}

/** Gives one room's words, in the one language that this page speaks, to the components below. */
export function WordsProvider({ locale, room, words, children }: WordsProviderProps) {
  const above = use(Context)
  const value = useMemo(
    () => ({ locale, rooms: { ...above?.rooms, [room]: words } }),
    [above, locale, room, words],
  )
  return <Context value={value}>{children}</Context>
}

/** The language that the page speaks. */
export function useLocale(): Locale {
  return useSpoken().locale
}

/** The hook with which the components of a room speak: all of a page with one voice. */
export function createUseWords<W extends Words>(room: string): () => Talk<W> {
  const talks = new WeakMap<Words, Talk<W>>()
  return () => {
    const { locale, rooms } = useSpoken()
    const words = rooms[room]
    if (!words) throw new Error(`the words of ${room} are not on this page`)
    const talk = talks.get(words) ?? createTalk<W>(locale, words)
    talks.set(words, talk)
    return talk
  }
}

function useSpoken(): Spoken {
  const spoken = use(Context)
  if (!spoken) throw new Error('words need a WordsProvider above them')
  return spoken
}
