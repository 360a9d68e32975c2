import { expect } from 'chai'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { createTalk } from '#ui/words/talk.ts'

const words = {
  queue: {
    hello: 'Good evening',
    named: 'Good evening, {name}',
    left: { one: '{count} ticket left', other: '{count} tickets left' },
  },
} as const

describe('talk', () => {
  const t = createTalk<typeof words>('en', words)

  it('says a sentence', () => {
    expect(t('queue.hello')).to.equal('Good evening')
  })

  it('fills in what it is given, as it stands', () => {
    expect(t('queue.named', { name: '{count} <b>' })).to.equal('Good evening, {count} <b>')
  })

  it('writes numbers as the language does', () => {
    expect(createTalk<typeof words>('de', words)('queue.left', { count: 12_000 })).to.equal(
      '12.000 tickets left',
    )
  })

  it('chooses the form that the language has for a number', () => {
    expect(t('queue.left', { count: 1 })).to.equal('1 ticket left')
    expect(t('queue.left', { count: 0 })).to.equal('0 tickets left')
    // French counts nothing as one
    expect(createTalk<typeof words>('fr', words)('queue.left', { count: 0 })).to.equal('0 ticket left')
  })

  it('puts components in the places', () => {
    expect(renderToStaticMarkup(t.nodes('queue.named', { name: createElement('b', null, 'Ada') }))).to.equal(
      'Good evening, <b>Ada</b>',
    )
  })

  it('refuses a key that is none and a place without filling', () => {
    expect(() => t('queue.nothing' as 'queue.hello')).to.throw('no message queue.nothing')
    expect(() => t('queue.named', {} as { name: string })).to.throw('queue.named needs name')
  })
})
