import { parsePass } from '#core/pass-text.ts'
import { writtenOnUsLayout } from './us-layout.ts'

/** A longer pause between keys ends a text. A hardware scanner is far faster, but a busy phone may hear it late. */
export const PAUSE_MS = 300

/** The shortest text worth sending: what a passing sleeve types on a keyboard is no scan. */
const SHORTEST = 20

/** A key that was pressed: what it wrote by this device's layout, and where it lies. */
export type Key = Pick<KeyboardEvent, 'key' | 'code' | 'shiftKey'>

/** What a hardware scanner sent: the likeliest reading of its keys, and the other one where both may be right. */
export type Typed = { readonly text: string; readonly otherwise?: string }

/** Collects what a hardware scanner types, whatever keyboard layout it and this device believe in. */
export type Wedge = {
  /** Takes one key press; answers the text when Enter or Tab ends one. */
  readonly press: (key: Key, at: number) => Typed | undefined
  /** Nothing was pressed for {@link PAUSE_MS}: answers what was typed before, if that is a pass. */
  readonly rest: () => Typed | undefined
}

/** A collector of key presses. Times are monotonic milliseconds. */
export function createWedge(): Wedge {
  /** As this device's layout has it. */
  let written = ''
  /** As a US keyboard has it. */
  let struck = ''
  let lastAt = Number.NEGATIVE_INFINITY

  const take = (): Typed => {
    const typed = chooseReading(written, struck)
    written = ''
    struck = ''
    return typed
  }
  return {
    press: ({ key, code, shiftKey }, at) => {
      if (at - lastAt > PAUSE_MS) take()
      lastAt = at
      if (key === 'Enter' || key === 'Tab') {
        const isLongEnough = Math.max(written.length, struck.length) >= SHORTEST
        const typed = take()
        return isLongEnough ? typed : undefined
      }
      if (key.length === 1) written += key
      struck += writtenOnUsLayout(code, shiftKey)
      return undefined
    },
    rest: () => {
      const typed = take()
      return parsePass(typed.text) ? typed : undefined
    },
  }
}

/** All that the text of a code can hold: QR's alphanumeric mode. */
const CODE_CHARACTERS = /^[0-9A-Z $%*+\-./:]+$/i

/**
 * Two layouts in disagreement show in the text: the prefix's colon and slashes become letters or signs that no code
 * holds, French digits become accents, and letters that change places seldom leave a pass. Only where nothing tells,
 * as for a code without prefix between a German and a US keyboard, both readings are answered.
 */
function chooseReading(written: string, struck: string): Typed {
  const [first, second] = [...new Set([written, struck])].filter(isCode)
  if (first === undefined) return { text: written }
  return second === undefined ? { text: first } : { text: first, otherwise: second }
}

function isCode(text: string): boolean {
  return CODE_CHARACTERS.test(text) && parsePass(text) !== undefined
}
