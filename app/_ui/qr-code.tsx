import { useMemo } from 'react'
import { classNames } from './class-names.ts'
import { drawQr, type QrMode } from './draw-qr.ts'

/** Modules of white around the code, as the standard asks for (ISO/IEC 18004). */
const QUIET_ZONE = 4

type QrCodeProps = {
  readonly text: string
  readonly mode?: QrMode
  /** What the picture is, for those who cannot see it. */
  readonly label: string
  readonly className?: string
}

/** A QR code at level M, black on white in every theme: cameras do not read an inverted one. */
export function QrCode({ text, mode, label, className }: QrCodeProps) {
  const { path, size } = useMemo(() => drawQr(text, mode), [text, mode])
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
