import { BrowserQRCodeReader } from '@zxing/browser'
import type { CodeReader, Frame } from './code-reader.ts'
import { sizeOf } from './frame-size.ts'

/** zxing in plain script: slow and easily put off by noise, but it needs nothing of the browser. */
export function openScriptReader(): CodeReader {
  const reader = new BrowserQRCodeReader()
  const canvas = document.createElement('canvas')
  const read = async (frame: Frame) => {
    Object.assign(canvas, sizeOf(frame))
    canvas.getContext('2d', { willReadFrequently: true })?.drawImage(frame, 0, 0)
    frame.close()
    try {
      return [reader.decodeFromCanvas(canvas).getText()]
    } catch {
      // its way of saying that there is no code in the picture
      return []
    }
  }
  return { name: 'script', files: [], read, glance: read, close: () => undefined }
}
