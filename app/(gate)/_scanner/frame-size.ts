import type { Frame } from './code-reader.ts'

/** How large a frame is as it is seen. */
export function sizeOf(frame: Frame): { readonly width: number; readonly height: number } {
  return 'displayWidth' in frame
    ? { width: frame.displayWidth, height: frame.displayHeight }
    : { width: frame.width, height: frame.height }
}
