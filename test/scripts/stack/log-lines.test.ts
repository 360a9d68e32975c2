import { expect } from 'chai'
import { formatLogLine } from '#scripts/stack/log-lines.ts'

describe('a line of a part’s log', () => {
  it('becomes words when it is a record of our logger', () => {
    const record = {
      level: 40,
      time: 1,
      pid: 2,
      hostname: 'x',
      name: 'web',
      msg: 'slow',
      ms: 7,
      err: { code: 'E' },
    }
    expect(formatLogLine('web', JSON.stringify(record))).to.equal('web      WARN  slow ms=7 err={"code":"E"}')
  })

  for (const line of ['plain words', '{"not": "a record"}', '{ broken', '']) {
    it(`stays as it is otherwise: “${line}”`, () => {
      expect(formatLogLine('indexer', line)).to.equal(`indexer  ${line}`)
    })
  }
})
