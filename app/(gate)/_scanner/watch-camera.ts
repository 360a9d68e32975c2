import type { CodeReader } from './code-reader.ts'
import type { Frames } from './frames.ts'

/** It rests as long as it has read, but no guest waits longer for it. */
const LONGEST_REST_MS = 20

/**
 * Reads a camera's frames until `signal` aborts or there are no more, and hands over each text found. It is always the
 * newest frame that is read, and none waits. After each the reader rests for a moment, so that a slow phone stays cool; a
 * fast one reads every frame. A frame that cannot be taken or read is skipped.
 */
export async function watchCamera(
  frames: Frames,
  reader: CodeReader,
  onText: (text: string) => void,
  signal: AbortSignal,
): Promise<void> {
  signal.addEventListener('abort', frames.close)
  while (!signal.aborted) {
    let takenAt = performance.now()
    try {
      const frame = await frames.next()
      takenAt = performance.now()
      if (!frame) return
      if (signal.aborted) return frame.close()
      for (const text of await reader.glance(frame)) if (!signal.aborted) onText(text)
    } catch {
      // no picture yet, or the camera is being changed
    }
    await pause(Math.min(performance.now() - takenAt, LONGEST_REST_MS))
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
