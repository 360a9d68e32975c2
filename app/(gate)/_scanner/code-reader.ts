/** What a reader looks at: a still picture, or one frame of the camera. */
export type Frame = ImageBitmap | VideoFrame

/** Finds QR codes in pictures. One frame at a time; never throws for what a picture shows. */
export type CodeReader = {
  readonly name: 'native' | 'wasm' | 'script'
  /** What it has loaded outside of the page. */
  readonly files: readonly string[]
  /** The texts of all codes in a picture that is all there is. Takes the frame: it is closed afterwards. */
  readonly read: (frame: Frame) => Promise<readonly string[]>
  /** The same for one frame of many, in which what is seldom may be overlooked: the next ones show it, too. */
  readonly glance: (frame: Frame) => Promise<readonly string[]>
  readonly close: () => void
}

/**
 * The best reader that works here: the browser's own, else zxing in WebAssembly on a worker, else zxing in plain
 * script, for phones that switch WebAssembly off.
 *
 * Each reader proves itself before it is chosen, so a browser that only claims to have one does not leave the gate
 * blind.
 */
export async function openCodeReader(): Promise<CodeReader> {
  return (await openNativeReader()) ?? (await openWasmReader()) ?? (await openScriptReader())
}

type Detector = { detect(source: Frame): Promise<readonly { readonly rawValue: string }[]> }
type DetectorClass = {
  new (options: { readonly formats: readonly string[] }): Detector
  getSupportedFormats(): Promise<readonly string[]>
}

async function openNativeReader(): Promise<CodeReader | undefined> {
  const Detector = (globalThis as { BarcodeDetector?: DetectorClass }).BarcodeDetector
  if (!Detector) return undefined
  try {
    if (!(await Detector.getSupportedFormats()).includes('qr_code')) return undefined
    const detector = new Detector({ formats: ['qr_code'] })
    await detector.detect(await createImageBitmap(new ImageData(32, 32)))
    const read = async (frame: Frame) => {
      try {
        return (await detector.detect(frame)).map((code) => code.rawValue)
      } finally {
        frame.close()
      }
    }
    return { name: 'native', files: [], read, glance: read, close: () => undefined }
  } catch {
    return undefined
  }
}

async function openWasmReader(): Promise<CodeReader | undefined> {
  if (typeof WebAssembly !== 'object' || typeof OffscreenCanvas === 'undefined') return undefined
  const { openWasmReader: open } = await import('./wasm-reader.ts')
  return open()
}

async function openScriptReader(): Promise<CodeReader> {
  const { openScriptReader: open } = await import('./script-reader.ts')
  return open()
}
