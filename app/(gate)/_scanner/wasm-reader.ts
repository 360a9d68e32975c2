import type { CodeReader, Frame } from './code-reader.ts'
import type { WorkerAnswer } from './wasm-reader.worker.ts'

/** Time for the worker to load and compile the reader on a slow phone, before the next kind of reader is tried. */
const START_LIMIT_MS = 15_000

/** zxing in a worker, so that reading never holds up the page. Undefined if it does not start here. */
export async function openWasmReader(): Promise<CodeReader | undefined> {
  const worker = new Worker(new URL('./wasm-reader.worker.ts', import.meta.url), { type: 'module' })
  const waiting = new Map<number, (texts: readonly string[]) => void>()
  const isReady = await started(worker)
  if (!isReady) {
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
  return {
    name: 'wasm',
    read: (frame: Frame) =>
      new Promise((resolve) => {
        const id = ++lastId
        waiting.set(id, resolve)
        worker.postMessage({ id, frame }, [frame])
      }),
    close: () => worker.terminate(),
  }
}

function started(worker: Worker): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), START_LIMIT_MS)
    const settle = (isReady: boolean) => {
      clearTimeout(timer)
      resolve(isReady)
    }
    worker.addEventListener('error', () => settle(false), { once: true })
    worker.addEventListener(
      'message',
      ({ data }: MessageEvent<WorkerAnswer>) => settle(data.kind === 'ready'),
      { once: true },
    )
  })
}
