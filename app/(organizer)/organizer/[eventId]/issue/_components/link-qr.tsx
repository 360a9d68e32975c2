import { create } from 'qrcode'
import { useMemo } from 'react'

/** Modules of white around the code, as the standard asks for (ISO/IEC 18004). */
const QUIET_ZONE = 4

/** A link as a QR code: in bytes, since small letters count in it. */
export function LinkQr({ link, label }: { readonly link: string; readonly label: string }) {
  const { path, side } = useMemo(() => draw(link), [link])
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`${-QUIET_ZONE} ${-QUIET_ZONE} ${side} ${side}`}
      shapeRendering="crispEdges"
      className="size-40 shrink-0 bg-white"
    >
      <path d={path} fill="#000" />
    </svg>
  )
}

function draw(link: string): { readonly path: string; readonly side: number } {
  const { modules } = create(link, { errorCorrectionLevel: 'M' })
  const dark = Array.from({ length: modules.size ** 2 }, (_, at) => at).filter((at) => modules.data[at])
  const path = dark.map((at) => `M${at % modules.size} ${Math.floor(at / modules.size)}h1v1h-1z`).join('')
  return { path, side: modules.size + 2 * QUIET_ZONE }
}
