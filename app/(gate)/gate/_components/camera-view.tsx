'use client'

import { CameraOff, LoaderCircle, ZoomIn } from 'lucide-react'
import type { Direction } from '#core/api/scan.ts'
import type { Zoom } from '#gate/_scanner/camera.ts'
import type { Camera } from '#gate/_scanner/use-camera.ts'
import { useGateWords } from '#gate/_words/use-words.ts'
import { Button } from '#ui/button.tsx'
import { useUiWords } from '#ui/words/use-ui-words.ts'

type CameraViewProps = {
  readonly camera: Camera
  readonly isReaderReady: boolean
  readonly direction: Direction
}

/** The picture of the camera, with the place to hold a code; or why there is none and what to do. */
export function CameraView({ camera, isReaderReady, direction }: CameraViewProps) {
  const t = useGateWords()
  const ui = useUiWords()
  const { status } = camera
  const isRunning = status === 'running'
  return (
    <main className="relative min-h-0 flex-1 overflow-hidden bg-black">
      <h1 className="sr-only">{t('camera.scanning')}</h1>
      <video
        ref={camera.videoRef}
        muted
        playsInline
        aria-label={t('camera.camera')}
        className="size-full object-cover"
      />
      {isRunning && <Reticle />}
      <div className="absolute inset-x-0 bottom-4 flex flex-col items-center gap-3 px-4">
        {isRunning && camera.zoom && <ZoomSlider zoom={camera.zoom} onZoom={camera.zoomTo} />}
        <p role="status" className="rounded-full bg-black/75 px-4 py-2 text-center font-medium text-white">
          {isRunning && isReaderReady
            ? direction === 'entry'
              ? t('camera.hold')
              : t('camera.exits')
            : t('frame.ready')}
        </p>
      </div>
      {!isRunning && (
        <div className="absolute inset-0 grid place-items-center bg-sunken p-6">
          {status === 'opening' ? (
            <p role="status" className="flex items-center gap-3 text-lg">
              <LoaderCircle aria-hidden="true" className="size-6 animate-spin" /> {t('camera.starting')}
            </p>
          ) : (
            <div role="alert" className="max-w-sm text-center">
              <CameraOff aria-hidden="true" className="mx-auto size-10 text-ink-soft" strokeWidth={1.5} />
              <p className="mt-4 text-xl font-semibold">{t(`camera.${status}Title`)}</p>
              <p className="mt-2 text-ink-soft">{t(`camera.${status}Text`)}</p>
              <Button look="secondary" className="mt-5" onClick={camera.retry}>
                {ui('action.tryAgain')}
              </Button>
            </div>
          )}
        </div>
      )}
    </main>
  )
}

type ZoomSliderProps = { readonly zoom: Zoom; readonly onZoom: (value: number) => void }

function ZoomSlider({ zoom, onZoom }: ZoomSliderProps) {
  const t = useGateWords()
  return (
    <label className="flex w-full max-w-72 items-center gap-3 rounded-full bg-black/75 px-4 text-white">
      <ZoomIn aria-hidden="true" className="size-5 shrink-0" />
      <input
        type="range"
        aria-label={t('camera.zoom')}
        min={zoom.min}
        max={zoom.max}
        step={zoom.step}
        value={zoom.value}
        onChange={(change) => onZoom(change.target.valueAsNumber)}
        className="min-h-11 w-full cursor-pointer accent-white"
      />
    </label>
  )
}

function Reticle() {
  return (
    <svg
      viewBox="0 0 100 100"
      aria-hidden="true"
      className="absolute top-1/2 left-1/2 w-[min(78%,22rem)] -translate-x-1/2 -translate-y-1/2"
    >
      <path
        d="M2 24V10a8 8 0 0 1 8-8h14M76 2h14a8 8 0 0 1 8 8v14M98 76v14a8 8 0 0 1-8 8H76M24 98H10a8 8 0 0 1-8-8V76"
        fill="none"
        stroke="#fff"
        strokeWidth="2"
        strokeLinecap="round"
        opacity="0.9"
      />
    </svg>
  )
}
