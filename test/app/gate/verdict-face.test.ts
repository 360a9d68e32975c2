import { expect } from 'chai'
import { reason } from '#core/api/scan.ts'
import type { GateView } from '#gate/_scanner/gate-state.ts'
import en from '#gate/_words/en.ts'
import type { GateWords } from '#gate/_words/load.ts'
import { toFace as makeFace } from '#gate/gate/_components/verdict-face.ts'
import { createFormat } from '#ui/words/format.ts'
import { createTalk } from '#ui/words/talk.ts'
import { answer, EVENT, problem } from './parts.ts'

const toFace = (view: GateView) =>
  makeFace(view, {
    event: EVENT,
    listId: 'main',
    t: createTalk<GateWords>('en', en),
    format: createFormat('en'),
    errorWords: () => ({ title: 'You may not do this', advice: 'Ask.' }),
  })

const verdict = (change: Parameters<typeof answer>[0], direction: 'entry' | 'exit' = 'entry') =>
  toFace({ kind: 'verdict', id: 1, scanned: { answer: answer(change), direction } })

describe('the face of a verdict', () => {
  it('is green for an admission', () => {
    expect(verdict({})).to.include({ signal: 'admit', word: 'Admit', sentence: 'Let the guest in.' })
  })

  it('tells an exit from an entry', () => {
    expect(verdict({}, 'exit')).to.include({ signal: 'admit', word: 'Leave' })
  })

  for (const each of reason.options.filter((option) => option !== 'mirror_stale')) {
    it(`is red for ${each}, with a word of its own and a sentence`, () => {
      const face = verdict({ verdict: 'refuse', reason: each })
      expect(face?.signal).to.equal('refuse')
      expect(face?.sentence).to.match(/\.$/)
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
