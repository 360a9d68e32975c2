import type { Locator, Page } from 'playwright-core'

/** What a steward sees of a verdict. */
export type SeenVerdict = {
  readonly signal: string | null
  readonly reason: string | null
  readonly text: string
  /** What fills the whole screen. */
  readonly colour: 'green' | 'red' | 'amber' | 'another'
}

/** Waits for a verdict over the whole screen and reads it. */
export async function readVerdict(page: Page): Promise<SeenVerdict> {
  const screen = page.locator('[data-verdict]')
  await screen.waitFor()
  return {
    signal: await screen.getAttribute('data-verdict'),
    reason: await screen.getAttribute('data-reason'),
    text: (await screen.textContent()) ?? '',
    colour: nameColour(await paintedColour(screen)),
  }
}

/** Waits until no verdict is in the way any more; taps a refusal away, as an admission goes by itself. */
export async function clearVerdict(page: Page): Promise<void> {
  const refusal = page.locator('[data-verdict]:not([data-verdict=admit])')
  if (await refusal.isVisible()) await refusal.click()
  await page.locator('[data-verdict]').waitFor({ state: 'hidden' })
}

type Rgb = readonly [red: number, green: number, blue: number]

/** The background as sRGB, in whichever colour space it was written. */
function paintedColour(element: Locator): Promise<Rgb> {
  return element.evaluate((node) => {
    const context = new OffscreenCanvas(1, 1).getContext('2d')
    if (!context) throw new Error('no canvas')
    context.fillStyle = getComputedStyle(node).backgroundColor
    context.fillRect(0, 0, 1, 1)
    const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data
    return [red, green, blue] as const
  })
}

function nameColour([red, green, blue]: Rgb): SeenVerdict['colour'] {
  if (green > 2 * red && green > 1.5 * blue) return 'green'
  if (red > 3 * green && red > 3 * blue) return 'red'
  if (red > 2 * blue && green > 2 * blue) return 'amber'
  return 'another'
}
