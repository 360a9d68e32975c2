import { expect } from 'chai'
import { toColumns } from '#indexer/columns.ts'

describe('rows as columns', () => {
  it('are of each column the text of an array, in the order of the rows', () => {
    const columns = toColumns([
      { token_id: '1', is_used: false },
      { token_id: '2', is_used: true },
    ])
    expect(columns).to.deep.equal({ token_id: '{1,2}', is_used: '{false,true}' })
  })

  it('keep the backslash that bytes begin with', () => {
    expect(toColumns([{ owner: '\\x0aff' }, { owner: '\\x00' }])).to.deep.equal({
      owner: '{\\\\x0aff,\\\\x00}',
    })
  })

  it('say NULL where a row has nothing', () => {
    expect(toColumns([{ price: undefined }, { price: null }, { price: '0' }])).to.deep.equal({
      price: '{NULL,NULL,0}',
    })
  })

  it('are as many as the first row has, whatever it holds', () => {
    expect(Object.keys(toColumns([{ one: undefined, two: 2 }]))).to.deep.equal(['one', 'two'])
  })
})
