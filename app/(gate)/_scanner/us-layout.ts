/** What a key writes on a US keyboard, alone and with Shift. */
type Caps = readonly [alone: string, shifted: string]

const SIGNS: Readonly<Record<string, Caps>> = {
  Space: [' ', ' '],
  Minus: ['-', '_'],
  Equal: ['=', '+'],
  Semicolon: [';', ':'],
  Comma: [',', '<'],
  Period: ['.', '>'],
  Slash: ['/', '?'],
  NumpadAdd: ['+', '+'],
  NumpadDecimal: ['.', '.'],
  NumpadDivide: ['/', '/'],
  NumpadMultiply: ['*', '*'],
  NumpadSubtract: ['-', '-'],
}

const SHIFTED_DIGITS = ')!@#$%^&*('

/**
 * What a key would write on a US keyboard, by its place (`KeyboardEvent.code`); empty if it would write nothing that a
 * code's text can hold. Hardware scanners play a US keyboard unless somebody has set them otherwise, whatever layout
 * the device believes to be attached.
 */
export function writtenOnUsLayout(code: string, isShifted: boolean): string {
  const letter = /^Key([A-Z])$/.exec(code)?.[1]
  if (letter) return isShifted ? letter : letter.toLowerCase()
  const digit = /^Digit(\d)$/.exec(code)?.[1]
  if (digit) return isShifted ? (SHIFTED_DIGITS[Number(digit)] ?? '') : digit
  const padDigit = /^Numpad(\d)$/.exec(code)?.[1]
  return padDigit ?? SIGNS[code]?.[isShifted ? 1 : 0] ?? ''
}
