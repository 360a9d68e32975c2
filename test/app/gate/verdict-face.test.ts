import { expect } from 'chai'
import { reason } from '#core/api/scan.ts'
import { toFace } from '#gate/gate/_components/verdict-face.ts'
import { answer, problem } from './parts.ts'

const verdict = (change: Parameters<typeof answer>[0], direction: 'entry' | 'exit' = 'entry') =>
  toFace({ kind: 'verdict', id: 1, scanned: { answer: answer(change), direction } })

describe('the face of a verdict', () => {
  it('is green for an admission, with the server’s sentence', () => {
    expect(verdict({})).to.include({ signal: 'admit', word: 'Admit', sentence: 'Welcome.' })
  })

  it('tells an exit from an entry', () => {
    expect(verdict({}, 'exit')).to.include({ signal: 'admit', word: 'Leave' })
  })

  for (const each of reason.options.filter((option) => option !== 'mirror_stale')) {
    it(`is red for ${each}, with a word of its own`, () => {
      const face = verdict({ verdict: 'refuse', reason: each, message: 'No.' })
      expect(face).to.include({ signal: 'refuse', sentence: 'No.' })
      const others = reason.options
        .filter((option) => option !== each)
        .map((option) => verdict({ verdict: 'refuse', reason: option })?.word)
      expect(others).not.to.include(face?.word)
    })
  }

  it('is neither green nor red where nobody has decided', () => {
    const views = [
      verdict({ verdict: 'refuse', reason: 'mirror_stale' }),
      toFace({ kind: 'undecided', id: 1, delay: 'unreachable' }),
      toFace({ kind: 'undecided', id: 1, delay: 'signed_out' }),
      toFace({ kind: 'undecided', id: 1, delay: 'rate_limited' }),
      toFace({ kind: 'problem', id: 1, problem: problem('forbidden', 403) }),
      toFace({ kind: 'fault', id: 1 }),
    ]
    expect(views.map((face) => face?.signal)).to.deep.equal(Array(6).fill('attention'))
  })

  it('is none while there is nothing to say', () => {
    expect(toFace({ kind: 'ready' })).to.equal(undefined)
    expect(toFace({ kind: 'checking', id: 1 })).to.equal(undefined)
  })
})
