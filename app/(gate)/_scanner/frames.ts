import type { Frame } from './code-reader.ts'

/** Where a camera's pictures are taken from. */
export type Frames = {
  /** The newest one that was not taken yet, as soon as there is one; undefined once there will be no more. */
  readonly next: () => Promise<Frame | undefined>
  readonly close: () => void
}

// not in the DOM's types: Chromium has it on pages, other browsers in workers only or not at all
type Processor = { readonly readable: ReadableStream<VideoFrame> }
type ProcessorClass = new (from: { readonly track: MediaStreamTrack }) => Processor

/**
 * The frames of what a video plays: as they leave the camera where the browser gives that, else as the video shows them,
 * which is one or two screens later.
 */
export function openFrames(video: HTMLVideoElement): Frames {
  const processor = openProcessor(video)
  return processor ? framesOfTrack(processor) : framesOfVideo(video)
}

function openProcessor({ srcObject }: HTMLVideoElement): Processor | undefined {
  const Class = (globalThis as { MediaStreamTrackProcessor?: ProcessorClass }).MediaStreamTrackProcessor
  const track = srcObject instanceof MediaStream ? srcObject.getVideoTracks()[0] : undefined
  try {
    return Class && track && new Class({ track })
  } catch {
    // the camera has just gone, or the browser only claims to have this
    return undefined
  }
}

/** It keeps one frame, the newest. */
function framesOfTrack({ readable }: Processor): Frames {
  const reader = readable.getReader()
  return {
    // a stream that breaks has come to its end, too
    next: async () => (await reader.read().catch(() => undefined))?.value,
    close: () => void reader.cancel().catch(() => undefined),
  }
}

function framesOfVideo(video: HTMLVideoElement): Frames {
  return {
    next: async () => {
      await nextPicture(video)
      // as it came from the camera where the browser gives that, which costs no copy
      return typeof VideoFrame === 'undefined' ? createImageBitmap(video) : new VideoFrame(video)
    },
    close: () => undefined,
  }
}

function nextPicture(video: HTMLVideoElement): Promise<void> {
  return new Promise((resolve) => {
    // a video that stands still has no next picture: look again anyway
    const timer = setTimeout(resolve, 500)
    const done = () => {
      clearTimeout(timer)
      resolve()
    }
    if ('requestVideoFrameCallback' in video) video.requestVideoFrameCallback(done)
    else requestAnimationFrame(done)
  })
}
