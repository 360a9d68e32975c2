import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'
import { breakRule } from '#scripts/mutate/mutant.ts'
import { mutants } from '#scripts/mutate/mutants.ts'

const PROJECT = join(import.meta.dirname, '..', '..')

describe('the table of broken rules', () => {
  it('breaks each rule at exactly one place of the sources as they are', () => {
    for (const mutant of mutants) {
      const what = `${mutant.file}: ${mutant.rule}`
      expect(() => breakRule(PROJECT, mutant), what).not.to.throw()
      expect(mutant.replace, what).not.to.equal(mutant.search)
    }
  })

  it('breaks no rule twice in the same way', () => {
    const ways = mutants.map(({ file, search, replace }) => JSON.stringify([file, search, replace]))
    expect(ways.filter((way, i) => ways.indexOf(way) !== i)).to.deep.equal([])
  })

  it('names test files that there are', () => {
    const named = [...new Set(mutants.flatMap(({ tests }) => tests))]
    const missing = named.filter((name) => !existsSync(join(PROJECT, 'test/contracts', `${name}.test.ts`)))
    expect(missing).to.deep.equal([])
  })

  it('gives a reason for each rule whose breaking changes nothing', () => {
    for (const { rule, harmless } of mutants) expect(harmless, rule).not.to.equal('')
  })
})
