import type { CodeReader } from './code-reader.ts'

/** A queue moves by the second; reading more often only warms the phone. */
const SHORTEST_ROUND_MS = 50

/**
 * Reads the video frame by frame until `signal` aborts, and hands over each text found. A frame that cannot be taken
 * or read is skipped: the next one comes at once.
 */
export async function watchCamera(
  video: HTMLVideoElement,
  reader: CodeReader,
  onText: (text: string) => void,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    const startedAt = performance.now()
    await nextFrame(video)
    if (signal.aborted) return
    try {
      const frame = await createImageBitmap(video)
      for (const text of await reader.read(frame)) if (!signal.aborted) onText(text)
    } catch {
      // no picture yet, or the camera is being changed
    }
    await pause(SHORTEST_ROUND_MS - (performance.now() - startedAt))
  }
}

function nextFrame(video: HTMLVideoElement): Promise<void> {
  return new Promise((resolve) => {
    // a video that stands still has no next frame: look again anyway
    const timer = setTimeout(resolve, 500)
    const done = () => {
      clearTimeout(timer)
      resolve()
    }
    if ('requestVideoFrameCallback' in video) video.requestVideoFrameCallback(done)
    else requestAnimationFrame(done)
  })
}

function pause(ms: number): Promise<void> | undefined {
  return ms > 0 ? new Promise((resolve) => setTimeout(resolve, ms)) : undefined
}
