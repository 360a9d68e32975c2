import { create } from 'qrcode'

/** `alphanumeric`: digits, capitals, `$%*+-./:` and space, in few modules. `any`: every text, small letters too. */
export type QrMode = 'alphanumeric' | 'any'

/**
 * Which of the eight masks is the most even is found by trying them all, a tenth of a second on a phone. A pass is a
 * signature for the most part, as good as random, which no mask makes more even than another.
 */
export const PASS_MASK = 0

/**
 * A QR code at level M: the dark modules as one path of horizontal runs, and the modules on a side.
 *
 * @throws Error in alphanumeric mode for a character that it does not have.
 */
export function drawQr(
  text: string,
  mode: QrMode = 'alphanumeric',
): { readonly path: string; readonly size: number } {
  const errorCorrectionLevel = 'M'
  const { modules } =
    mode === 'any'
      ? create(text, { errorCorrectionLevel })
      : create([{ data: text, mode }], { errorCorrectionLevel, maskPattern: PASS_MASK })
  const { size } = modules
  let path = ''
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      if (!modules.get(row, column)) continue
      const start = column
      while (column < size && modules.get(row, column)) column++
      path += `M${start} ${row}h${column - start}v1H${start}z`
    }
  }
  return { path, size }
}
