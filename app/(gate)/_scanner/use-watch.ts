'use client'

import { useEffect } from 'react'
import type { CodeReader } from './code-reader.ts'
import { openFrames } from './frames.ts'
import type { Camera } from './use-camera.ts'
import { watchCamera } from './watch-camera.ts'

/** Reads the running camera's frames and hands over each text found. `onText` must stay the same function. */
export function useWatch(
  camera: Camera,
  reader: CodeReader | undefined,
  onText: (text: string) => void,
): void {
  const { videoRef, status } = camera
  useEffect(() => {
    const video = videoRef.current
    if (!video || !reader || status !== 'running') return
    const watching = new AbortController()
    void watchCamera(openFrames(video), reader, onText, watching.signal)
    return () => watching.abort()
  }, [videoRef, reader, status, onText])
}
