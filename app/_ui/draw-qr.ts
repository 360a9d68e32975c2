import { create } from 'qrcode'

/** `alphanumeric`: digits, capitals, `$%*+-./:` and space, in few modules. `any`: every text, small letters too. */
export type QrMode = 'alphanumeric' | 'any'

/**
 * A QR code at level M: the dark modules as one path of horizontal runs, and the modules on a side.
 *
 * @throws Error in alphanumeric mode for a character that it does not have.
 */
export function drawQr(
  text: string,
  mode: QrMode = 'alphanumeric',
): { readonly path: string; readonly size: number } {
  const { modules } = create(mode === 'any' ? text : [{ data: text, mode }], { errorCorrectionLevel: 'M' })
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
