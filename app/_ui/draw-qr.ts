import { create } from 'qrcode'

/**
 * A QR code at level M in alphanumeric mode: the dark modules as one path of horizontal runs, and the modules on a side.
 *
 * @throws Error for a character that the mode does not have.
 */
export function drawQr(text: string): { readonly path: string; readonly size: number } {
  const { modules } = create([{ data: text, mode: 'alphanumeric' }], { errorCorrectionLevel: 'M' })
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
