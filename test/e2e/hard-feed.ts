import type { Page } from 'playwright-core'
import { toDataURL } from 'qrcode'
import { PASS_MASK } from '#ui/draw-qr.ts'

/** How a code looks to the camera of a phone at a door. */
export type Look = {
  /** Height of the code in the picture's 720 lines. */
  readonly height: number
  /** CSS transform: held at an angle. */
  readonly transform?: string
  /** CSS filter: out of focus, in the dark. */
  readonly filter?: string
  /** Share of each pixel that is noise, 0 to 1. */
  readonly noise?: number
}

/** What a door does to a picture, by name. A short code has 53 modules with its margin, so 3 to 11 pixels for each. */
export const LOOKS = {
  clean: { height: 600 },
  noisy: { height: 420, noise: 0.45 },
  tilted: { height: 440, transform: 'perspective(900px) rotateY(32deg) rotateZ(14deg)' },
  small: { height: 190 },
  far: { height: 240, filter: 'blur(0.8px)', noise: 0.12 },
  dim: { height: 420, filter: 'brightness(0.22) contrast(0.7)', noise: 0.06 },
} as const satisfies Readonly<Record<string, Look>>

/** Pictures that follow each other differ in their noise; as many as a feed plays in its loop. */
const FRAMES = 4

/** What a 720p camera films of a code with this text. `page` draws it; the same each time. */
export async function filmCode(page: Page, text: string, look: Look): Promise<Buffer> {
  const picture = await toDataURL(text, {
    errorCorrectionLevel: 'M',
    maskPattern: PASS_MASK,
    margin: 4,
    scale: 12,
  })
  const { height, transform = 'none', filter = 'none', noise = 0 } = look
  await page.setViewportSize({ width: 1280, height: 720 })
  await page.setContent(`
    <body style="margin:0;height:100vh;display:grid;place-items:center;background:#777;overflow:hidden">
      <div style="filter:${filter};width:100%;height:100%;display:grid;place-items:center;background:#777">
        <img src="${picture}" style="height:${height}px;transform:${transform}">
      </div>
      <canvas width="1280" height="720" style="position:fixed;inset:0;opacity:${noise}"></canvas>
    </body>`)
  const frames: Buffer[] = []
  for (let seed = 1; seed <= FRAMES; seed++) {
    await page.evaluate(scatter, seed)
    frames.push(await page.screenshot({ type: 'jpeg', quality: 85 }))
  }
  return Buffer.concat(frames)
}

/** Fills the page's canvas with grey noise of this seed. Runs in the page. */
function scatter(seed: number): void {
  const context = document.querySelector('canvas')?.getContext('2d')
  if (!context) throw new Error('no canvas')
  const image = context.createImageData(1280, 720)
  let state = seed
  for (let at = 0; at < image.data.length; at += 4) {
    // Numerical Recipes' generator: the same noise on every machine
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    image.data.fill(state >>> 24, at, at + 3)
    image.data[at + 3] = 255
  }
  context.putImageData(image, 0, 0)
}
