import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'

export type WorkerAnswer =
  | { readonly kind: 'ready' }
  | { readonly kind: 'failed' }
  | { readonly kind: 'read'; readonly id: number; readonly texts: readonly string[] }

type Request = { readonly id: number; readonly frame: ImageBitmap }

// from our own server: the package would ask a CDN, and a gate must not
const wasmUrl = new URL('zxing-wasm/reader/zxing_reader.wasm', import.meta.url).href

let canvas: OffscreenCanvas | undefined

async function start(): Promise<void> {
  try {
    await prepareZXingModule({ overrides: { locateFile: () => wasmUrl }, fireImmediately: true })
    answer({ kind: 'ready' })
  } catch {
    answer({ kind: 'failed' })
  }
}

async function read({ id, frame }: Request): Promise<void> {
  try {
    const codes = await readBarcodes(pixelsOf(frame), {
      formats: ['QRCode'],
      tryHarder: true,
      maxNumberOfSymbols: 4,
    })
    answer({ kind: 'read', id, texts: codes.filter((code) => code.isValid).map((code) => code.text) })
  } catch {
    answer({ kind: 'read', id, texts: [] })
  }
}

function pixelsOf(frame: ImageBitmap): ImageData {
  const { width, height } = frame
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

addEventListener('message', ({ data }: MessageEvent<Request>) => void read(data))
void start()
