import type { Key } from '#gate/_scanner/wedge.ts'

/** What the keys of a layout write, alone and shifted, where that differs from a US keyboard. */
type Layout = Readonly<Record<string, readonly [alone: string, shifted: string]>>

const letters = (swaps: Readonly<Record<string, string>>): Layout =>
  Object.fromEntries(Object.entries(swaps).map(([from, to]) => [`Key${from}`, [to.toLowerCase(), to]]))
const digits = (alone: string, shifted: string): Layout =>
  Object.fromEntries(
    [...'1234567890'].map((digit, at) => [`Digit${digit}`, [alone[at] ?? '', shifted[at] ?? '']]),
  )

/** Layouts as they are printed on keyboards; of each only what a code's text can meet. */
export const LAYOUTS: Readonly<Record<'us' | 'de' | 'fr' | 'es', Layout>> = {
  us: {},
  de: {
    ...letters({ Y: 'Z', Z: 'Y' }),
    ...digits('1234567890', '!"§$%&/()='),
    Semicolon: ['ö', 'Ö'],
    Slash: ['-', '_'],
    Period: ['.', ':'],
    Minus: ['ß', '?'],
  },
  fr: {
    ...letters({ A: 'Q', Q: 'A', W: 'Z', Z: 'W' }),
    ...digits('&é"\'(-è_çà', '1234567890'),
    KeyM: [',', '?'],
    Semicolon: ['m', 'M'],
    Comma: [';', '.'],
    Period: [':', '/'],
    Slash: ['!', '§'],
    Minus: [')', '°'],
  },
  es: {
    ...digits('1234567890', '!"·$%&/()='),
    Semicolon: ['ñ', 'Ñ'],
    Slash: ['-', '_'],
    Period: ['.', ':'],
    Minus: ["'", '?'],
  },
}

/** A US keyboard, for the keys that a code's text needs. */
const US: Layout = {
  ...Object.fromEntries(
    [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].map((letter) => [`Key${letter}`, [letter.toLowerCase(), letter]]),
  ),
  ...digits('1234567890', '!@#$%^&*()'),
  Semicolon: [';', ':'],
  Slash: ['/', '?'],
  Period: ['.', '>'],
  Comma: [',', '<'],
  Minus: ['-', '_'],
}

const keyboardOf = (name: keyof typeof LAYOUTS): Layout => ({ ...US, ...LAYOUTS[name] })

/** The presses by which a scanner that plays one keyboard types a text, as a device hears them that believes in another. */
export function strike(
  text: string,
  plays: keyof typeof LAYOUTS,
  hears: keyof typeof LAYOUTS,
): readonly Key[] {
  const played = Object.entries(keyboardOf(plays))
  const heard = keyboardOf(hears)
  return [...text].map((character) => {
    const found = played.find(([, caps]) => caps.includes(character))
    if (!found) throw new Error(`The ${plays} keyboard cannot type ${character}`)
    const [code, caps] = found
    const shiftKey = caps[0] !== character
    return { key: heard[code]?.[shiftKey ? 1 : 0] ?? '', code, shiftKey }
  })
}
