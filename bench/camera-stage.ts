/**
 * A camera that a page believes in: 720 lines, 30 frames a second, showing what the benchmark holds up. Both functions
 * run in the page.
 */

declare global {
  interface Window {
    /** Holds this picture up before the camera; answers when, by the page's monotonic clock. */
    holdUp: (picture: string) => Promise<number>
    /** When the screen first showed a verdict after this time; waits at most `limitMs`. */
    verdictAfter: (since: number, limitMs: number) => Promise<number | undefined>
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
  window.holdUp = async (source) => {
    const image = Object.assign(new Image(), { src: source })
    await image.decode()
    picture = await createImageBitmap(image)
    draw()
    return performance.now()
  }

  const seen: number[] = []
  let last: Element | null = null
  new MutationObserver(() => {
    const screen = document.querySelector('[data-verdict]')
    // as the steward sees it: once the frame with it is painted
    if (screen && screen !== last) requestAnimationFrame(() => seen.push(performance.now()))
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

/** Leaves the page with @zxing/browser alone: no detector of the browser's own, no WebAssembly. */
export function leaveScriptAlone(): void {
  Reflect.deleteProperty(globalThis, 'BarcodeDetector')
  Reflect.deleteProperty(globalThis, 'WebAssembly')
}
