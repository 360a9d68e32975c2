import { prepareZXingModule, type ReaderOptions, readBarcodes } from 'zxing-wasm/reader'
import type { Frame } from './code-reader.ts'
import { sizeOf } from './frame-size.ts'

export type WorkerAnswer =
  /** With the files that it is made of. */
  | { readonly kind: 'ready'; readonly files: readonly string[] }
  | { readonly kind: 'failed' }
  | { readonly kind: 'read'; readonly id: number; readonly texts: readonly string[] }

/** `thorough` also reads light codes on dark, as a phone with inverted colours shows them. */
export type Care = 'quick' | 'thorough'

export type WorkerRequest = { readonly id: number; readonly frame: Frame; readonly care: Care }

/** Several phones may be in view. */
const options: ReaderOptions = { formats: ['QRCode'], tryHarder: true, maxNumberOfSymbols: 4 }

// from our own server: the package would ask a CDN, and a gate must not
const wasmUrl = new URL('zxing-wasm/reader/zxing_reader.wasm', import.meta.url).href

let canvas: OffscreenCanvas | undefined

async function start(): Promise<void> {
  try {
    await prepareZXingModule({ overrides: { locateFile: () => wasmUrl }, fireImmediately: true })
    const loaded = performance.getEntriesByType('resource').map(({ name }) => name)
    answer({ kind: 'ready', files: [location.href, wasmUrl, ...loaded] })
  } catch {
    answer({ kind: 'failed' })
  }
}

async function read({ id, frame, care }: WorkerRequest): Promise<void> {
  try {
    const codes = await readBarcodes(pixelsOf(frame), { ...options, tryInvert: care === 'thorough' })
    answer({ kind: 'read', id, texts: codes.filter((code) => code.isValid).map((code) => code.text) })
  } catch {
    answer({ kind: 'read', id, texts: [] })
  }
}

function pixelsOf(frame: Frame): ImageData {
  const { width, height } = sizeOf(frame)
  if (canvas?.width !== width || canvas.height !== height) canvas = new OffscreenCanvas(width, height)
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context) throw new Error('no canvas in this worker')
  context.drawImage(frame, 0, 0)
  frame.close()
  return context.getImageData(0, 0, width, height)
}

function answer(message: WorkerAnswer): void {
  postMessage(message)
}

addEventListener('message', ({ data }: MessageEvent<WorkerRequest>) => void read(data))
void start()
