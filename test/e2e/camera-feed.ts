import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'

/** What the camera films: 720p, as a phone of some years gives it. */
const FRAME = { width: 1280, height: 720 }

/** More than one frame, as Chromium plays a file in a loop and reads ahead. */
const FRAMES = 4

/** A file that a browser films as its camera: Motion JPEG, which is pictures one after the other. */
export type CameraFeed = {
  readonly path: string
  /** What the camera films from its next opening on. */
  readonly show: (frame: Buffer) => void
  readonly remove: () => void
}

/** A feed that shows nothing yet. The browser must not be launched before. */
export async function createCameraFeed(page: Page): Promise<CameraFeed> {
  const folder = mkdtempSync(join(tmpdir(), 'usher-feed-'))
  const path = join(folder, 'camera.mjpeg')
  const show = (frame: Buffer) => {
    // in one step: the browser never opens half a file
    writeFileSync(`${path}.next`, Buffer.concat(Array(FRAMES).fill(frame)))
    renameSync(`${path}.next`, path)
  }
  show(await filmFrame(page, undefined))
  return { path, show, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

/** What a camera sees of a guest's phone: its screenshot, held before a grey wall. `page` draws it. */
export async function filmFrame(page: Page, screenshot: Buffer | undefined): Promise<Buffer> {
  await page.setViewportSize(FRAME)
  const picture = screenshot
    ? `<img src="data:image/png;base64,${screenshot.toString('base64')}" style="height:84%">`
    : ''
  await page.setContent(
    `<body style="margin:0;height:100vh;display:grid;place-items:center;background:#777">${picture}</body>`,
  )
  return page.screenshot({ type: 'jpeg', quality: 90 })
}
