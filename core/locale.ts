/** The languages of the pages, the one for everybody else first. */
export const LOCALES = ['en', 'de', 'fr', 'es'] as const

export type Locale = (typeof LOCALES)[number]

/** The cookie in which a visitor's own choice of language is kept. */
export const LOCALE_COOKIE = 'usher.locale'

/**
 * The language to speak to a visitor: the chosen one, else the best of what the browser asks for (RFC 9110, section
 * 12.5.4), else English. Never throws, whatever the two texts hold.
 */
export function chooseLocale(chosen: string | undefined, acceptLanguage: string | null): Locale {
  const asked = chosen === undefined ? undefined : toLocale(chosen)
  return asked ?? rankedLanguages(acceptLanguage ?? '').find(isSpoken) ?? LOCALES[0]
}

/** The language of a tag (`de-AT`), if it is one of ours. */
export function toLocale(tag: string): Locale | undefined {
  return [languageOf(tag)].find(isSpoken)
}

function rankedLanguages(acceptLanguage: string): readonly string[] {
  return acceptLanguage
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.split(';').map((each) => each.trim())
      const weight = parameters.find((each) => each.startsWith('q='))?.slice(2)
      return { language: languageOf(tag), weight: weight === undefined ? 1 : Number(weight) }
    })
    .filter(({ weight }) => weight > 0)
    .toSorted((one, other) => other.weight - one.weight)
    .map(({ language }) => language)
}

function languageOf(tag: string): string {
  return tag.trim().split('-')[0]?.toLowerCase() ?? ''
}

function isSpoken(language: string): language is Locale {
  return LOCALES.some((each) => each === language)
}
