import { expect } from 'chai'
import type { CodeReader, Frame } from '#gate/_scanner/code-reader.ts'
import type { Frames } from '#gate/_scanner/frames.ts'
import { watchCamera } from '#gate/_scanner/watch-camera.ts'

/** A camera that shows these pictures, each of which is the text of its code, and then no more. */
function film(...pictures: readonly string[]) {
  const left = pictures.map((text) => ({ text, close: () => void closed.push(text) }) as unknown as Frame)
  const closed: string[] = []
  const frames: Frames = { next: async () => left.shift(), close: () => void closed.push('camera') }
  return { frames, closed }
}

/** Reads the pictures of {@link film}; one is beyond it. */
const reader: Pick<CodeReader, 'glance'> = {
  glance: async (frame) => {
    const { text } = frame as unknown as { readonly text: string }
    if (text === 'torn') throw new Error('no picture')
    return text === '' ? [] : [text]
  },
}

describe('watching the camera', () => {
  it('hands over what each frame shows, and ends with the last', async () => {
    const seen: string[] = []
    const { frames } = film('A', '', 'B')
    await watchCamera(frames, reader as CodeReader, (text) => seen.push(text), new AbortController().signal)
    expect(seen).to.deep.equal(['A', 'B'])
  })

  it('goes on after a frame that cannot be read', async () => {
    const seen: string[] = []
    const { frames } = film('torn', 'B')
    await watchCamera(frames, reader as CodeReader, (text) => seen.push(text), new AbortController().signal)
    expect(seen).to.deep.equal(['B'])
  })

  it('hands over nothing more once it is stopped, and lets the camera go', async () => {
    const seen: string[] = []
    const { frames, closed } = film('A', 'B', 'C')
    const watching = new AbortController()
    const see = (text: string) => {
      seen.push(text)
      watching.abort()
    }
    await watchCamera(frames, reader as CodeReader, see, watching.signal)
    expect(seen).to.deep.equal(['A'])
    expect(closed).to.deep.equal(['camera'])
  })
})
