/**
 * A camera that a page believes in: 720 lines, 30 frames a second, showing what the benchmark holds up, and ears at each
 * step from there to the verdict. The functions run in the page.
 */

/** On the way from a code's coming into view to its verdict on the screen, in this order. */
export const STEPS = ['taken', 'read', 'asked', 'answered', 'shown', 'painted'] as const
export type Step = (typeof STEPS)[number]

declare global {
  interface Window {
    /** Holds up the picture of a code with this text before the camera; answers when, by the page's monotonic clock. */
    holdUp: (picture: string, text: string) => Promise<number>
    /** When the screen first showed a verdict after this time; waits at most `limitMs`. */
    verdictAfter: (since: number, limitMs: number) => Promise<number | undefined>
    /** What is held up, and when each step of the way to its verdict was reached. */
    way: { readonly text: string; readonly reached: Partial<Record<Step, number>> }
  }
}

/** Puts such a camera in the place of the device's, with noise over its picture (a share of each pixel, 0 to 1). */
export function installCamera(noise: number): void {
  const canvas = makeCanvas()
  const context = canvas.getContext('2d')
  if (!context) throw new Error('no canvas')
  let picture: ImageBitmap | undefined
  const grain = [1, 2, 3, 4].map(makeGrain)
  let frame = 0
  const draw = () => {
    context.globalAlpha = 1
    context.fillStyle = '#777'
    context.fillRect(0, 0, 1280, 720)
    if (picture) context.drawImage(picture, 430, 150, 420, 420)
    context.globalAlpha = noise
    const over = grain[frame++ % grain.length]
    if (noise > 0 && over) context.drawImage(over, 0, 0)
  }
  setInterval(draw, 1000 / 30)
  const stream = canvas.captureStream(30)
  navigator.mediaDevices.getUserMedia = async () => stream.clone()
  window.way = { text: '', reached: {} }
  window.holdUp = async (source, text) => {
    const image = Object.assign(new Image(), { src: source })
    await image.decode()
    picture = await createImageBitmap(image)
    window.way = { text, reached: {} }
    draw()
    return performance.now()
  }

  const seen: number[] = []
  let last: Element | null = null
  new MutationObserver(() => {
    const screen = document.querySelector('[data-verdict]')
    // as the steward sees it: once the frame with it is painted
    if (screen && screen !== last) {
      window.way.reached.shown = performance.now()
      requestAnimationFrame(() => {
        window.way.reached.painted = performance.now()
        seen.push(performance.now())
      })
    }
    last = screen
  }).observe(document, { childList: true, subtree: true })
  window.verdictAfter = (since, limitMs) =>
    new Promise((resolve) => {
      const look = () => {
        const at = seen.find((time) => time > since)
        if (at !== undefined || performance.now() - since > limitMs) resolve(at)
        else setTimeout(look, 5)
      }
      look()
    })

  function makeCanvas(): HTMLCanvasElement {
    return Object.assign(document.createElement('canvas'), { width: 1280, height: 720 })
  }

  function makeGrain(seed: number): HTMLCanvasElement {
    const sheet = makeCanvas()
    const sheetContext = sheet.getContext('2d')
    const image = sheetContext?.createImageData(1280, 720)
    if (!sheetContext || !image) throw new Error('no canvas')
    let state = seed
    for (let at = 0; at < image.data.length; at += 4) {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
      image.data.fill(state >>> 24, at, at + 3)
      image.data[at + 3] = 255
    }
    sheetContext.putImageData(image, 0, 0)
    return sheet
  }
}

/** Notes when a frame that shows a code is taken and read, and when the server is asked and answers. */
export function watchSteps(): void {
  const takenAt = new Map<number, number>()
  const PlainWorker = globalThis.Worker
  globalThis.Worker = class extends PlainWorker {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options)
      this.addEventListener('message', ({ data }) => {
        const { text, reached } = window.way
        if (reached.read !== undefined || !data.texts?.includes(text)) return
        reached.taken = takenAt.get(data.id) ?? Number.NaN
        reached.read = performance.now()
      })
    }
    override postMessage(message: { id?: number }, transfer: never): void {
      if (message.id !== undefined) takenAt.set(message.id, performance.now())
      super.postMessage(message, transfer)
    }
  }
  const plainFetch = globalThis.fetch
  globalThis.fetch = async (input, init) => {
    const isScan = String(input).endsWith('/scans')
    if (isScan) window.way.reached.asked = performance.now()
    const response = await plainFetch(input, init)
    if (isScan) window.way.reached.answered = performance.now()
    return response
  }
}

/** Leaves the page with @zxing/browser alone: no detector of the browser's own, no WebAssembly. */
export function leaveScriptAlone(): void {
  Reflect.deleteProperty(globalThis, 'BarcodeDetector')
  Reflect.deleteProperty(globalThis, 'WebAssembly')
}
