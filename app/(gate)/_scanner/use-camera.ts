'use client'

import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import {
  type CameraTrouble,
  hasTorch,
  listOtherCameras,
  openCamera,
  readZoom,
  setTorch,
  setZoom,
  toCameraTrouble,
  type Zoom,
} from './camera.ts'

export type Camera = {
  readonly videoRef: RefObject<HTMLVideoElement | null>
  readonly status: 'opening' | 'running' | CameraTrouble
  /** Undefined if the camera has no light. */
  readonly torch: boolean | undefined
  readonly toggleTorch: () => void
  /** Undefined if the camera does not zoom. */
  readonly zoom: Zoom | undefined
  readonly zoomTo: (value: number) => void
  /** Goes on to the next camera; undefined if there is only one. */
  readonly change: (() => void) | undefined
  readonly retry: () => void
}

/** Runs the camera into a video element for as long as the component lives and the page is in view. */
export function useCamera(): Camera {
  const videoRef = useRef<HTMLVideoElement>(null)
  const streamRef = useRef<MediaStream>(undefined)
  const [wanted, setWanted] = useState<{ readonly deviceId?: string }>({})
  const [status, setStatus] = useState<Camera['status']>('opening')
  const [torch, setTorchState] = useState<boolean>()
  const [zoom, setZoomState] = useState<Zoom>()
  const [next, setNext] = useState<string>()

  useEffect(() => {
    let isOver = false
    const stop = () => {
      for (const track of streamRef.current?.getTracks() ?? []) track.stop()
      streamRef.current = undefined
    }
    const start = async () => {
      if (document.visibilityState === 'hidden' || isRunning(streamRef.current)) return
      stop()
      setStatus('opening')
      try {
        const stream = await openCamera(wanted.deviceId)
        streamRef.current = stream
        if (isOver) return stop()
        await attach(videoRef.current, stream)
        stream.getVideoTracks()[0]?.addEventListener('ended', () => setStatus('none'))
        setTorchState(hasTorch(stream) ? false : undefined)
        setZoomState(readZoom(stream))
        setNext((await listOtherCameras(stream))[0])
        setStatus('running')
      } catch (error) {
        if (!isOver) setStatus(toCameraTrouble(error))
      }
    }
    void start()
    // phones end the stream of a page that was put away
    document.addEventListener('visibilitychange', start)
    return () => {
      isOver = true
      document.removeEventListener('visibilitychange', start)
      stop()
    }
  }, [wanted])

  const toggleTorch = useCallback(() => {
    if (!streamRef.current || torch === undefined) return
    void setTorch(streamRef.current, !torch).then(() => setTorchState(!torch))
  }, [torch])

  const zoomTo = useCallback((value: number) => {
    if (!streamRef.current) return
    setZoomState((known) => known && { ...known, value })
    // a camera that is being changed takes no wish: the next one says what it can
    void setZoom(streamRef.current, value).catch(() => undefined)
  }, [])

  return {
    videoRef,
    status,
    torch,
    toggleTorch,
    zoom,
    zoomTo,
    change: next === undefined ? undefined : () => setWanted({ deviceId: next }),
    retry: () => setWanted({ ...wanted }),
  }
}

function isRunning(stream: MediaStream | undefined): boolean {
  return stream?.getVideoTracks().some((track) => track.readyState === 'live') ?? false
}

async function attach(video: HTMLVideoElement | null, stream: MediaStream): Promise<void> {
  if (!video) return
  video.srcObject = stream
  // a play() that the next stream interrupts is no trouble
  await video.play().catch(() => undefined)
}
