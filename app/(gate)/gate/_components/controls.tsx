'use client'

import {
  Flashlight,
  FlashlightOff,
  History,
  ImageUp,
  Keyboard,
  LogIn,
  LogOut,
  type LucideIcon,
  SwitchCamera,
} from 'lucide-react'
import { useState } from 'react'
import type { Event } from '#core/api/event.ts'
import type { Direction } from '#core/api/scan.ts'
import type { CodeReader } from '#gate/_scanner/code-reader.ts'
import type { GateScanner } from '#gate/_scanner/gate-scanner.ts'
import type { Camera } from '#gate/_scanner/use-camera.ts'
import { useGateState } from '#gate/_scanner/use-gate-scanner.ts'
import { useGateWords } from '#gate/_words/use-words.ts'
import { classNames } from '#ui/class-names.ts'
import { FilePicker } from '#ui/file-picker.tsx'
import { Segmented } from '#ui/segmented.tsx'
import { CodeEntry } from './code-entry.tsx'
import { ScanHistory } from './scan-history.tsx'

type ControlsProps = {
  readonly event: Event
  readonly camera: Camera
  readonly reader: CodeReader | undefined
  readonly scanner: GateScanner
  readonly direction: Direction
  readonly onDirection: (direction: Direction) => void
}

/** Below the camera, in reach of the thumb: direction, the other ways to read a code, and the last scans. */
export function Controls(props: ControlsProps) {
  const { event, camera, reader, scanner, direction, onDirection } = props
  const t = useGateWords()
  const directions = [
    { value: 'entry', label: t('control.entry'), Icon: LogIn },
    { value: 'exit', label: t('control.exit'), Icon: LogOut },
  ] as const
  const [panel, setPanel] = useState<'none' | 'code' | 'history'>('none')
  const [trouble, setTrouble] = useState<string>()

  // a code that did not come through the camera
  const enter = (text: string) => scanner.enter({ text })
  const toggle = (next: 'code' | 'history') => {
    setPanel(panel === next ? 'none' : next)
    if (next === 'history') scanner.seeLate()
  }
  const readPicture = async (file: File) => {
    setTrouble(undefined)
    const texts = reader ? await readFile(file, reader) : []
    if (texts[0] === undefined) setTrouble(t('control.noCode'))
    else enter(texts[0])
  }
  return (
    <footer className="border-t border-line bg-paper pb-[env(safe-area-inset-bottom)]">
      {panel === 'code' && <CodeEntry onText={enter} onClose={() => setPanel('none')} />}
      {panel === 'history' && <ScanHistory scanner={scanner} event={event} />}
      <CameLate scanner={scanner} />
      {trouble && (
        <p role="alert" className="px-4 pt-3 font-medium text-warn-ink">
          {trouble}
        </p>
      )}
      <div className="mx-auto flex max-w-2xl flex-col gap-2 px-4 py-3">
        <Segmented
          label={t('control.direction')}
          options={directions}
          value={direction}
          onChange={onDirection}
          className="w-full"
        />
        <div className="flex justify-between">
          <Tool
            Icon={Keyboard}
            label={t('control.type')}
            isOn={panel === 'code'}
            onClick={() => toggle('code')}
          />
          <FilePicker accept="image/*" label={t('control.pictureOfCode')} onFile={readPicture}>
            {(open) => <Tool Icon={ImageUp} label={t('control.picture')} onClick={open} />}
          </FilePicker>
          {camera.change && <Tool Icon={SwitchCamera} label={t('control.camera')} onClick={camera.change} />}
          {camera.torch !== undefined && (
            <Tool
              Icon={camera.torch ? FlashlightOff : Flashlight}
              label={t('control.light')}
              isOn={camera.torch}
              onClick={camera.toggleTorch}
            />
          )}
          <Tool
            Icon={History}
            label={t('control.last')}
            isOn={panel === 'history'}
            onClick={() => toggle('history')}
          />
        </div>
      </div>
    </footer>
  )
}

/** Answers that came when the guest may have gone. */
function CameLate({ scanner }: { readonly scanner: GateScanner }) {
  const t = useGateWords()
  const count = useGateState(scanner, 'unseenLate')
  if (count === 0) return null
  return (
    <p role="status" className="px-4 pt-3 text-center font-medium text-warn-ink">
      {t('history.cameLate', { count })}
    </p>
  )
}

/** Texts of the codes in a picture; none if it is no picture. */
async function readFile(file: File, reader: CodeReader): Promise<readonly string[]> {
  try {
    return await reader.read(await createImageBitmap(file))
  } catch {
    return []
  }
}

type ToolProps = {
  readonly Icon: LucideIcon
  readonly label: string
  readonly isOn?: boolean
  readonly onClick: () => void
}

function Tool({ Icon, label, isOn, onClick }: ToolProps) {
  return (
    <button
      type="button"
      aria-pressed={isOn}
      onClick={onClick}
      className={classNames(
        'flex min-h-14 min-w-16 cursor-pointer flex-col items-center justify-center gap-1 rounded-control text-sm font-medium',
        isOn ? 'bg-accent-wash text-accent-ink' : 'text-ink-soft hover:text-ink',
      )}
    >
      <Icon aria-hidden="true" className="size-5" />
      {label}
    </button>
  )
}
