import type { CodeReader, Frame } from './code-reader.ts'
import type { Care, WorkerAnswer, WorkerRequest } from './wasm-reader.worker.ts'

/** Time for the worker to load and compile the reader on a slow phone, before the next kind of reader is tried. */
const START_LIMIT_MS = 15_000

/** Of the camera's frames, one in so many is looked at for what is seldom: it takes as long again as all the rest. */
const THOROUGH_EVERY = 4

/** zxing in a worker, so that reading never holds up the page. Undefined if it does not start here. */
export async function openWasmReader(): Promise<CodeReader | undefined> {
  const worker = new Worker(new URL('./wasm-reader.worker.ts', import.meta.url), { type: 'module' })
  const waiting = new Map<number, (texts: readonly string[]) => void>()
  const files = await started(worker)
  if (!files) {
    worker.terminate()
    return undefined
  }
  worker.addEventListener('message', ({ data }: MessageEvent<WorkerAnswer>) => {
    if (data.kind !== 'read') return
    waiting.get(data.id)?.(data.texts)
    waiting.delete(data.id)
  })
  // a worker that fails has seen nothing; the next frame tries again
  worker.addEventListener('error', () => {
    for (const [id, resolve] of waiting) {
      waiting.delete(id)
      resolve([])
    }
  })
  let lastId = 0
  const ask = (frame: Frame, care: Care) =>
    new Promise<readonly string[]>((resolve) => {
      const id = ++lastId
      waiting.set(id, resolve)
      worker.postMessage({ id, frame, care } satisfies WorkerRequest, [frame])
    })
  let glances = 0
  return {
    name: 'wasm',
    files,
    read: (frame) => ask(frame, 'thorough'),
    glance: (frame) => ask(frame, ++glances % THOROUGH_EVERY === 0 ? 'thorough' : 'quick'),
    close: () => worker.terminate(),
  }
}

/** The files of a worker that is ready; undefined if it does not get so far. */
function started(worker: Worker): Promise<readonly string[] | undefined> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(undefined), START_LIMIT_MS)
    const settle = (files: readonly string[] | undefined) => {
      clearTimeout(timer)
      resolve(files)
    }
    worker.addEventListener('error', () => settle(undefined), { once: true })
    worker.addEventListener(
      'message',
      ({ data }: MessageEvent<WorkerAnswer>) => settle(data.kind === 'ready' ? data.files : undefined),
      { once: true },
    )
  })
}
