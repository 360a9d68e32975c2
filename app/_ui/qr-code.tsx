import { create } from 'qrcode'
import { useMemo } from 'react'
import { classNames } from './class-names.ts'

/** Modules of white around the code, as the standard asks for (ISO/IEC 18004). */
const QUIET_ZONE = 4

type QrCodeProps = {
  /** Of QR alphanumeric mode: digits, capitals, `$%*+-./:` and space. */
  readonly text: string
  /** What the picture is, for those who cannot see it. */
  readonly label: string
  readonly className?: string
}

/** A QR code at level M, black on white in every theme: cameras do not read an inverted one. */
export function QrCode({ text, label, className }: QrCodeProps) {
  const { path, size } = useMemo(() => drawQr(text), [text])
  const side = size + 2 * QUIET_ZONE
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`${-QUIET_ZONE} ${-QUIET_ZONE} ${side} ${side}`}
      shapeRendering="crispEdges"
      className={classNames('block bg-white', className)}
    >
      <path d={path} fill="#000" />
    </svg>
  )
}

/** The dark modules as one path of horizontal runs, and the modules on a side. */
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
