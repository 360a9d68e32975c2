import type { CodeReader, Frame } from './code-reader.ts'

/** It rests as long as it has read, but no guest waits longer for it. */
const LONGEST_REST_MS = 20

/**
 * Reads the video until `signal` aborts, and hands over each text found. It is always the newest frame that is read, and
 * none waits. After each the reader rests for a moment, so that a slow phone stays cool; a fast one reads every frame. A
 * frame that cannot be taken or read is skipped.
 */
export async function watchCamera(
  video: HTMLVideoElement,
  reader: CodeReader,
  onText: (text: string) => void,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    await nextFrame(video)
    if (signal.aborted) return
    const takenAt = performance.now()
    try {
      for (const text of await reader.glance(await takeFrame(video))) if (!signal.aborted) onText(text)
    } catch {
      // no picture yet, or the camera is being changed
    }
    await pause(Math.min(performance.now() - takenAt, LONGEST_REST_MS))
  }
}

/** What the video shows now: as it came from the camera where the browser gives that, which costs no copy. */
async function takeFrame(video: HTMLVideoElement): Promise<Frame> {
  return typeof VideoFrame === 'undefined' ? createImageBitmap(video) : new VideoFrame(video)
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

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
