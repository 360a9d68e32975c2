import { expect } from 'chai'
import ts from 'typescript'
import { loadAttendeeWords } from '#attendee/_words/load.ts'
import { LOCALES, type Locale } from '#core/locale.ts'
import { loadGateWords } from '#gate/_words/load.ts'
import { loadOrganizerWords } from '#organizer/_words/load.ts'
import { loadUiWords } from '#ui/words/load.ts'
import type { Message, Words } from '#ui/words/message.ts'
import { readSources, type Source, walk } from '../../setup/sources.ts'

type Room = {
  readonly name: string
  readonly load: (locale: Locale) => Promise<Words>
  /** Whose files say these words. */
  readonly folder: string
}

const ROOMS: readonly Room[] = [
  { name: 'ui', load: loadUiWords, folder: 'app/' },
  { name: 'attendee', load: loadAttendeeWords, folder: 'app/(attendee)/' },
  { name: 'gate', load: loadGateWords, folder: 'app/(gate)/' },
  { name: 'organizer', load: loadOrganizerWords, folder: 'app/(organizer)/' },
]

/** Texts that are the same in every language, or that a wallet or a program reads. */
const NAMES: readonly RegExp[] = [
  /^Usher$/,
  /^docs\/$/,
  /^Bearer /,
  // signed, and checked word for word
  /^Sign in to Usher\. /,
  // what a wallet calls the chain once it has added it
  /^Local chain$|^Chain \$/,
  // what wallets are called everywhere
  /^(Base App|Trust Wallet)$/,
]

/** Every page and component; the API and the server speak English to programs. */
const pages = readSources(['app']).filter(({ path }) => !/^app\/(_server|api|server\.ts)/.test(path))
const isCatalogue = ({ path }: Source) => /words\/(en|de|fr|es)\.ts$/.test(path)

const flatten = (words: Words): ReadonlyMap<string, Message> =>
  new Map(
    Object.entries(words).flatMap(([group, messages]) =>
      Object.entries(messages).map(([name, message]) => [`${group}.${name}`, message] as const),
    ),
  )

const placesIn = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort()
/** What each form of a message needs to be given, but the number by which it was chosen. */
const needsOf = (message: Message) =>
  formsOf(message).map((form) =>
    placesIn(form)
      .filter((name) => typeof message === 'string' || name !== 'count')
      .join(),
  )
const formsOf = (message: Message) => (typeof message === 'string' ? [message] : [message.one, message.other])

for (const { name, load, folder } of ROOMS) {
  describe(`the words of ${name}`, () => {
    for (const locale of LOCALES) {
      describe(locale, () => {
        let english: ReadonlyMap<string, Message>
        let words: ReadonlyMap<string, Message>

        before(async () => {
          english = flatten(await load('en'))
          words = flatten(await load(locale))
        })

        it('has every message and no other', () => {
          expect([...words.keys()].sort()).to.deep.equal([...english.keys()].sort())
        })

        it('has the same places in each; a form for one thing may leave out the number', () => {
          const wrong = [...words].filter(([key, message]) => {
            const [wanted] = needsOf(english.get(key) ?? '')
            return needsOf(message).some((needed) => needed !== wanted)
          })
          expect(wrong.map(([key]) => key)).to.deep.equal([])
        })

        it('leaves no message empty, and no space where none belongs', () => {
          const wrong = [...words].filter(([, message]) =>
            formsOf(message).some((form) => form === '' || / {2}|\s$|[.:;,]\S*\{\}|\s[.,]/.test(form)),
          )
          expect(wrong.map(([key]) => key)).to.deep.equal([])
        })

        if (locale === 'fr') {
          it('keeps French marks on the line of their word', () => {
            const wrong = [...words].filter(([, message]) =>
              formsOf(message).some((form) => / [?!:;»]/.test(form)),
            )
            expect(wrong.map(([key]) => key)).to.deep.equal([])
          })
        }
      })
    }

    it('are all said somewhere', async () => {
      const said = pages
        .filter((source) => source.path.startsWith(folder) && !isCatalogue(source))
        .flatMap(keysSaidIn)
      const unsaid = [...flatten(await load('en')).keys()].filter(
        (key) => !said.some((pattern) => pattern.test(key)),
      )
      expect(unsaid).to.deep.equal([])
    })
  })
}

describe('pages', () => {
  it('say nothing that is not in a catalogue', () => {
    const literals = pages.filter((source) => !isCatalogue(source)).flatMap(findSpokenLiterals)
    expect(literals).to.deep.equal([])
  })
})

/** The keys that a source may say, as patterns: a hole in a template stands for any name. */
function keysSaidIn({ tree }: Source): readonly RegExp[] {
  const patterns: RegExp[] = []
  walk(tree, (node) => {
    if (ts.isStringLiteralLike(node) && /^\w+\.\w+$/.test(node.text))
      patterns.push(new RegExp(`^${node.text}$`))
    if (ts.isTemplateExpression(node)) {
      const holes = node.templateSpans.map(({ literal }) => `\\w+${literal.text}`).join('')
      patterns.push(new RegExp(`^${node.head.text}${holes}$`.replaceAll('.', '\\.')))
    }
  })
  return patterns
}

/** Attributes whose text a person sees or hears. */
const SPOKEN =
  /^(title|label|lead|alt|placeholder|hint|name|text|aria-(label|description|valuetext|roledescription))$/

/** Texts in a source that a person would read, each as `file: text`. */
function findSpokenLiterals({ path, tree }: Source): readonly string[] {
  const found: string[] = []
  walk(tree, (node) => {
    if (ts.isJsxText(node) && /\p{L}{2,}/u.test(node.text)) found.push(node.text.trim())
    if (!ts.isStringLiteralLike(node) && !ts.isTemplateExpression(node)) return
    const text = ts.isTemplateExpression(node) ? node.getText().slice(1, -1) : node.text
    if (isSpokenAttribute(node) && /\p{L}{2,}/u.test(text.replaceAll(/\$\{[^}]*\}/g, ''))) found.push(text)
    else if (looksLikeSentence(text) && !isForProgrammers(node)) found.push(text)
  })
  return found.filter((text) => !NAMES.some((name) => name.test(text))).map((text) => `${path}: ${text}`)
}

/** A capital, then words: neither class names nor keys look like that. */
function looksLikeSentence(text: string): boolean {
  return /^\p{Lu}[\p{L}’']*[ ,]+[\p{L}\d$]/u.test(text)
}

function isSpokenAttribute(node: ts.Node): boolean {
  for (let at = node.parent; at !== undefined; at = at.parent) {
    if (ts.isJsxAttribute(at)) return SPOKEN.test(at.name.getText()) && !isKey(node)
    if (ts.isCallExpression(at) || ts.isJsxElement(at) || ts.isArrowFunction(at)) return false
  }
  return false
}

/** A form's field may be called `name`, and so may a graphic's; those are single words without capitals. */
function isKey(node: ts.Node): boolean {
  return (
    ts.isStringLiteralLike(node) && /^[a-z][a-z-]*$/.test(node.text) && !/^(label|title)$/.test(node.text)
  )
}

/** What an error is thrown with is read in a log. */
function isForProgrammers(node: ts.Node): boolean {
  for (let at: ts.Node | undefined = node.parent; at !== undefined; at = at.parent) {
    if (ts.isNewExpression(at) && at.expression.getText().endsWith('Error')) return true
    if (ts.isCallExpression(at) && at.expression.kind === ts.SyntaxKind.SuperKeyword) return true
  }
  return false
}
